import { useStore } from 'zustand';
import type { Work } from '../../app/pace.ts';
import type { Task } from '../../app/task.ts';
import { useEstimate } from './use-estimate.ts';

export interface TaskButtonProps<T> {
  readonly task: Task<T>;
  /** What there is to do, for an estimate beside the button. */
  readonly work: Work | null;
  /** On the button that starts the work. */
  readonly action: string;
  /** What is under way, beside the bar. */
  readonly doing: string;
  readonly onStart: () => void;
}

/** One button that starts a task and stops it, and so keeps the focus; `words`: how long it will take. */
export function useTaskButton<T>({
  task,
  work,
  onStart,
}: Pick<TaskButtonProps<T>, 'task' | 'work' | 'onStart'>) {
  const state = useStore(task.store);
  const { words, learn } = useEstimate(task, work);
  const press = () => {
    if (state.status === 'running') task.cancel();
    else {
      onStart();
      learn();
    }
  };
  return { state, words, press };
}
