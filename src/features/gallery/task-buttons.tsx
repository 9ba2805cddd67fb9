import { useStore } from 'zustand';
import type { Work } from '../../app/pace.ts';
import type { Task } from '../../app/task.ts';
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx';
import { useEstimate } from '../../ui/hooks/use-estimate.ts';
import { Button } from '../../ui/parts/button.tsx';

interface Props<T> {
  readonly task: Task<T>;
  /** What there is to do, for an estimate beside the button. */
  readonly work: Work | null;
  /** On the button that starts the work. */
  readonly action: string;
  /** What is under way, beside the bar. */
  readonly doing: string;
  /** There is nothing to begin with. */
  readonly off: boolean;
  readonly onStart: () => void;
}

/** Start and cancel in one button, which so keeps the focus; how far it is, and what went wrong. */
export function TaskButtons<T>({ task, work, action, doing, off, onStart }: Props<T>) {
  const state = useStore(task.store);
  const { words, learn } = useEstimate(task, work);
  const running = state.status === 'running';
  const act = () => {
    if (running) task.cancel();
    else {
      onStart();
      learn();
    }
  };
  return (
    <>
      <div className="button-row">
        <Button className={running ? 'button small' : 'button'} off={!running && off} onClick={act}>
          {running ? 'Cancel' : action}
        </Button>
        {words !== null && <span className="quiet number">{words}</span>}
      </div>
      {running && <ProgressBar label={doing} fraction={state.fraction} words="" />}
      {state.status === 'failed' && (
        <p role="alert">
          {state.fault.message} {state.fault.detail}
        </p>
      )}
    </>
  );
}
