import { ProgressBar } from '../../ui/feedback/progress-bar.tsx';
import { type TaskButtonProps, useTaskButton } from '../../ui/hooks/use-task-button.ts';
import { Button } from '../../ui/parts/button.tsx';

interface Props<T> extends TaskButtonProps<T> {
  /** There is nothing to begin with. */
  readonly off: boolean;
}

/** Start and cancel; how far it is, and what went wrong. */
export function TaskButtons<T>({ off, ...props }: Props<T>) {
  const { state, words, press } = useTaskButton(props);
  const running = state.status === 'running';
  const { action, doing } = props;
  return (
    <>
      <div className="button-row">
        <Button className={running ? 'button small' : 'button'} off={!running && off} onClick={press}>
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
