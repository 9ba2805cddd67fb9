import { copiesWork } from '../../app/evidence/copies.ts';
import { timeLeft } from '../../app/evidence/time-left.ts';
import { endWords } from '../../app/task.ts';
import { extentWords } from '../../core/extent.ts';
import { modelCard } from '../../core/models/index.ts';
import { useApp, useAppHandle } from '../../ui/app-context.ts';
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx';
import { ReadingBar } from '../../ui/feedback/reading-bar.tsx';
import { useEstimate } from '../../ui/hooks/use-estimate.ts';
import { Button } from '../../ui/parts/button.tsx';
import { usePairs, usePairsLab } from './use-pairs.ts';

/** What will be run on, the button that runs it, how far it is, and what went wrong. */
export function RunBar() {
  const lab = usePairsLab();
  const { services } = useAppHandle();
  const job = usePairs((state) => state.job);
  const ended = endWords(job);
  const total = usePairs(({ pairs }) => pairs.length);
  const empty = usePairs(({ choice }) => choice.metrics.length === 0);
  const done = usePairs(({ results }) => results.length);
  const interrupted = usePairs((state) => state.interrupted);
  const settings = useApp((state) => state.settings);
  const result = useApp((state) => state.result);
  const { label, layers } = modelCard(settings.model);
  const layer = layers.find(({ node }) => node === settings.layer)?.label ?? settings.layer;
  const where = `${label}, ${layer}, ${extentWords(settings.size)} px${settings.smooth ? ', without smoothing' : ''}`;
  const reason = total === 0 ? 'There is no pair to run.' : empty ? 'Choose a metric first.' : null;
  const progress = job.status === 'running' ? job.value : null;
  const measuring = progress?.doing === 'measuring' ? progress : null;
  const work =
    progress || reason !== null || !result ? null : copiesWork(services, result, lab.copies(), 'pairs');
  const { words, learn } = useEstimate(lab.task, work);
  const act = () => {
    if (measuring) lab.cancel();
    else {
      void lab.run();
      learn();
    }
  };
  if (progress && !measuring)
    return (
      <div className="pairs-run">
        <ReadingBar done={progress.done} total={progress.total} />
      </div>
    );
  return (
    <div className="pairs-run">
      {measuring && job.status === 'running' && (
        <ProgressBar
          label="Testing"
          fraction={job.fraction}
          words={`${measuring.done} of ${measuring.total} pairs, ${timeLeft(job.left)}`}
        />
      )}
      <Button
        className={measuring ? 'button' : 'button primary'}
        off={!measuring && reason !== null}
        onClick={act}
      >
        {measuring
          ? 'Cancel the run'
          : ended !== null || (job.status === 'idle' && done > 0)
            ? 'Continue'
            : 'Run the test'}
      </Button>
      {words !== null && <p className="quiet number">{words}</p>}
      {!measuring && (
        <p className="hint">
          {reason ?? `On ${where}: change these in the controls above.`}
          {ended !== null &&
            ` ${ended} ${done} ${done === 1 ? 'pair is' : 'pairs are'} kept; “Continue” does the rest.`}
          {job.status === 'done' && ' Finished.'}
        </p>
      )}
      {interrupted && <p role="status">{interrupted}</p>}
    </div>
  );
}
