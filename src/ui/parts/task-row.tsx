import { useStore } from 'zustand';
import { timeLeft } from '../../app/evidence/time-left.ts';
import type { Work } from '../../app/pace.ts';
import { endWords, type Task } from '../../app/task.ts';
import { ProgressBar } from '../feedback/progress-bar.tsx';
import { useEstimate } from '../hooks/use-estimate.ts';

interface Props<T> {
  readonly task: Task<T>;
  /** What there is to do, for an estimate beside the button. */
  readonly work: Work | null;
  /** On the button that starts the work. */
  readonly action: string;
  /** What is under way, beside the bar. */
  readonly doing: string;
  readonly onStart: () => void;
}

/**
 * Start with about how long it takes, progress with the time left, stop; why it stopped, or what went wrong. One button
 * starts and stops, so that it keeps the focus.
 */
export function TaskRow<T>({ task, work, action, doing, onStart }: Props<T>) {
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
    <div className="task-row">
      {running && (
        <ProgressBar
          label={doing}
          fraction={state.fraction}
          words={`${Math.round(state.fraction * 100)} %, ${timeLeft(state.left)}`}
        />
      )}
      <button type="button" className={running ? 'button small' : 'button primary'} onClick={act}>
        {running ? 'Stop' : state.status === 'idle' ? action : `${action} again`}
      </button>
      {words !== null && <p className="quiet number">{words}</p>}
      {state.status === 'stopped' && <p className="quiet">{endWords(state)}</p>}
      {state.status === 'failed' && (
        <p className="alert" role="alert">
          {state.fault.message} {state.fault.detail}
        </p>
      )}
    </div>
  );
}
