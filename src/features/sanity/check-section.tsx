import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { type EngineTask, onEngine } from '../../app/engine-task.ts';
import type { Work } from '../../app/pace.ts';
import type { Result } from '../../app/state.ts';
import { soFar, type Task } from '../../app/task.ts';
import { useAppHandle } from '../../ui/app-context.ts';
import { TaskRow } from '../../ui/parts/task-row.tsx';

interface Props<T> {
  readonly id: string;
  /** What is done: the heading, and on the button. */
  readonly title: string;
  /** What it asks, and what its outcome would mean. */
  readonly children: ReactNode;
  readonly result: Result;
  readonly task: Task<T>;
  readonly work: Work | null;
  /** What is under way, beside the bar. */
  readonly doing: string;
  readonly run: (running: EngineTask<T>) => Promise<T>;
  /** What was found so far; `complete`: all of it. */
  readonly report: (found: T, complete: boolean) => ReactNode;
}

/** One check of the result: what it asks, the button that starts it, what it found. */
export function CheckSection<T>(props: Props<T>) {
  const { id, title, children, result, task, work, doing, run, report } = props;
  const { services } = useAppHandle();
  const state = useStore(task.store);
  const found = soFar(state);
  const start = () => void task.start(onEngine(services, result.settings, run));
  return (
    <section className="evidence" aria-labelledby={`${id}-title`}>
      <div>
        <h3 id={`${id}-title`}>{title}</h3>
        <p className="prose">{children}</p>
      </div>
      <TaskRow task={task} work={work} action={title} doing={doing} onStart={start} />
      {found && report(found, state.status === 'done')}
    </section>
  );
}
