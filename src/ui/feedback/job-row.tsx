import { type ReactNode, useRef } from 'react';
import { pictureOf } from '../../app/store.ts';
import { useApp, useCommands } from '../app-context.ts';
import { useFocusKept } from '../hooks/use-focus-kept.ts';
import { useLasting } from '../hooks/use-lasting.ts';
import { EngineStatus } from './engine-status.tsx';
import { FaultAlert } from './fault-alert.tsx';
import { megabytes } from './megabytes.ts';
import { ProgressBar } from './progress-bar.tsx';

/** What the app is doing now: loading with bytes, running, failed with a remedy, or how the result came about. */
export function JobRow() {
  const row = useRef<HTMLDivElement>(null);
  useFocusKept(row);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div className="job-row" role="group" aria-label="Progress" tabIndex={-1} ref={row}>
      <JobState />
    </div>
  );
}

function JobState(): ReactNode {
  const job = useApp((state) => state.job);
  switch (job.status) {
    case 'idle':
      return <Idle />;
    case 'loading': {
      const { progress } = job;
      if (progress?.stage === 'download') {
        const { loaded, total, fromCache } = progress;
        return (
          <>
            <ProgressBar
              label={fromCache ? 'Reading the network from this device' : 'Downloading the network'}
              fraction={total > 0 ? loaded / total : null}
              words={megabytes(loaded, total)}
            />
            {!fromCache && <Cancel />}
          </>
        );
      }
      return (
        <>
          <ProgressBar label="Preparing the network" fraction={null} words="a moment" />
          <LateCancel />
        </>
      );
    }
    case 'running':
      if (job.fraction === null) return <Outcome running />;
      return (
        <>
          <ProgressBar
            label="Explaining"
            fraction={job.fraction}
            words={`${Math.round(job.fraction * 100)} %`}
          />
          <Cancel />
        </>
      );
    case 'done':
      return <Outcome running={false} />;
    case 'failed':
      return <FaultAlert fault={job.fault} />;
  }
}

/** How the result came about; a bar once there is something to wait for. One element, so that a toggle moves nothing. */
function Outcome({ running }: { readonly running: boolean }) {
  if (!useLasting(running)) return <EngineStatus />;
  return (
    <>
      <ProgressBar label="Explaining" fraction={null} words="" />
      <LateCancel />
    </>
  );
}

/** Beside a bar that is mostly gone before anybody could reach for it. */
function LateCancel() {
  return useLasting(true, 1000) && <Cancel />;
}

function Cancel() {
  const commands = useCommands();
  return (
    <button type="button" className="button small" onClick={() => commands.cancel()}>
      Cancel
    </button>
  );
}

/** Before the first result, or after its download was cancelled. */
function Idle() {
  const commands = useCommands();
  const decoding = useApp(({ images }) => images.a.status === 'decoding' || images.b.status === 'decoding');
  const pair = useApp(({ images }) => pictureOf(images.a) !== null && pictureOf(images.b) !== null);
  if (decoding || !pair)
    return <p className="quiet">{decoding ? 'Reading the images' : 'Two images are needed to begin.'}</p>;
  return (
    <button type="button" className="button small" onClick={() => commands.retry()}>
      Explain
    </button>
  );
}
