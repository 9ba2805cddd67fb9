import { timeLeft } from '../../app/evidence/time-left.ts';
import { endWords } from '../../app/task.ts';
import { extentWords } from '../../core/extent.ts';
import { modelCard } from '../../core/models/index.ts';
import { useApp } from '../../ui/app-context.ts';
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx';
import { ReadingBar } from '../../ui/feedback/reading-bar.tsx';
import { usePairs, usePairsLab } from './use-pairs.ts';

/** What will be run on, the button that runs it, how far it is, and what went wrong. */
export function RunBar() {
  const lab = usePairsLab();
  const job = usePairs((state) => state.job);
  const ended = endWords(job);
  const total = usePairs(({ pairs }) => pairs.length);
  const empty = usePairs(({ choice }) => choice.metrics.length === 0);
  const done = usePairs(({ results }) => results.length);
  const interrupted = usePairs((state) => state.interrupted);
  const where = useApp(({ settings }) => {
    const { label, layers } = modelCard(settings.model);
    const layer = layers.find(({ node }) => node === settings.layer)?.label ?? settings.layer;
    return `${label}, ${layer}, ${extentWords(settings.size)} px${settings.smooth ? ', without smoothing' : ''}`;
  });
  const reason = total === 0 ? 'There is no pair to run.' : empty ? 'Choose a metric first.' : null;
  return (
    <div className="pairs-run">
      {job.status === 'running' && job.value?.doing === 'measuring' ? (
        <>
          <ProgressBar
            label="Testing"
            fraction={job.fraction}
            words={`${job.value.done} of ${job.value.total} pairs, ${timeLeft(job.left)}`}
          />
          <button type="button" className="button" onClick={() => lab.cancel()}>
            Cancel the run
          </button>
        </>
      ) : job.status === 'running' && job.value ? (
        <ReadingBar done={job.value.done} total={job.value.total} />
      ) : (
        <>
          <button
            type="button"
            className="button primary"
            disabled={reason !== null}
            onClick={() => void lab.run()}
          >
            {ended !== null || (job.status === 'idle' && done > 0) ? 'Continue' : 'Run the test'}
          </button>
          <p className="hint">
            {reason ?? `On ${where}: change these in the controls above.`}
            {ended !== null &&
              ` ${ended} ${done} ${done === 1 ? 'pair is' : 'pairs are'} kept; “Continue” does the rest.`}
            {job.status === 'done' && ' Finished.'}
          </p>
        </>
      )}
      {interrupted && <p role="status">{interrupted}</p>}
    </div>
  );
}
