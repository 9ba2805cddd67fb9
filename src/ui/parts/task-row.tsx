import { timeLeft } from '../../app/evidence/time-left.ts';
import { endWords } from '../../app/task.ts';
import { ProgressBar } from '../feedback/progress-bar.tsx';
import { type TaskButtonProps, useTaskButton } from '../hooks/use-task-button.ts';

/** Start with about how long it takes, progress with the time left, stop; why it stopped, or what went wrong. */
export function TaskRow<T>(props: TaskButtonProps<T>) {
  const { state, words, press } = useTaskButton(props);
  const running = state.status === 'running';
  const { action, doing } = props;
  return (
    <div className="task-row">
      {running && (
        <ProgressBar
          label={doing}
          fraction={state.fraction}
          words={`${Math.round(state.fraction * 100)} %, ${timeLeft(state.left)}`}
        />
      )}
      <button type="button" className={running ? 'button small' : 'button primary'} onClick={press}>
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
