import { useStore } from 'zustand';
import type { Task } from '../../app/task.ts';
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx';

interface Props<T> {
  readonly task: Task<T>;
  /** On the button that starts the work. */
  readonly action: string;
  /** What is under way, beside the bar. */
  readonly doing: string;
  readonly disabled: boolean;
  readonly onStart: () => void;
}

/** Start, cancel, how far it is, and what went wrong. */
export function TaskButtons<T>({ task, action, doing, disabled, onStart }: Props<T>) {
  const state = useStore(task.store);
  const running = state.status === 'running';
  return (
    <>
      <div className="button-row">
        <button type="button" className="button" disabled={running || disabled} onClick={onStart}>
          {action}
        </button>
        {running && (
          <button type="button" className="button small" onClick={() => task.cancel()}>
            Cancel
          </button>
        )}
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
