import type { DeskState } from '../../app/evidence/desk.ts';
import { timeLeft } from '../../app/evidence/time-left.ts';
import { ProgressBar } from '../feedback/progress-bar.tsx';

interface Props {
  readonly state: DeskState<unknown>;
  /** On the button that starts the work. */
  readonly action: string;
  /** What is under way, beside the bar. */
  readonly doing: string;
  readonly onStart: () => void;
  readonly onCancel: () => void;
}

/** Start, progress with the time left, cancel; why it stopped, or what went wrong. */
export function DeskRow({ state, action, doing, onStart, onCancel }: Props) {
  if (state.status === 'running') {
    const { fraction, left } = state;
    return (
      <div className="desk-row">
        <ProgressBar
          label={doing}
          fraction={fraction}
          words={`${Math.round(fraction * 100)} %, ${timeLeft(left)}`}
        />
        <button type="button" className="button small" onClick={onCancel}>
          Stop
        </button>
      </div>
    );
  }
  return (
    <div className="desk-row">
      <button type="button" className="button primary" onClick={onStart}>
        {state.status === 'idle' ? action : `${action} again`}
      </button>
      {state.status === 'stopped' && <p className="quiet">{state.reason}</p>}
      {state.status === 'failed' && (
        <p className="alert" role="alert">
          {state.fault.message} {state.fault.detail}
        </p>
      )}
    </div>
  );
}
