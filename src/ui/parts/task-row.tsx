import { useStore } from 'zustand';
import { timeLeft } from '../../app/evidence/time-left.ts';
import { endWords, type Task } from '../../app/task.ts';
import { ProgressBar } from '../feedback/progress-bar.tsx';

interface Props<T> {
  readonly task: Task<T>;
  /** On the button that starts the work. */
  readonly action: string;
  /** What is under way, beside the bar. */
  readonly doing: string;
  readonly onStart: () => void;
}

/** Start, progress with the time left, cancel; why it stopped, or what went wrong. */
export function TaskRow<T>({ task, action, doing, onStart }: Props<T>) {
  const state = useStore(task.store);
  if (state.status === 'running') {
    const { fraction, left } = state;
    return (
      <div className="task-row">
        <ProgressBar
          label={doing}
          fraction={fraction}
          words={`${Math.round(fraction * 100)} %, ${timeLeft(left)}`}
        />
        <button type="button" className="button small" onClick={() => task.cancel()}>
          Stop
        </button>
      </div>
    );
  }
  return (
    <div className="task-row">
      <button type="button" className="button primary" onClick={onStart}>
        {state.status === 'idle' ? action : `${action} again`}
      </button>
      {state.status === 'stopped' && <p className="quiet">{endWords(state)}</p>}
      {state.status === 'failed' && (
        <p className="alert" role="alert">
          {state.fault.message} {state.fault.detail}
        </p>
      )}
    </div>
  );
}
