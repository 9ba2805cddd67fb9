import { useState } from 'react';
import type { NetworkChoices } from '../../app/networks/network-choices.ts';
import { snippet } from '../../app/networks/python-snippet.ts';
import { type NetworkCheck, verdictWords, verifyNetwork } from '../../app/networks/verify-network.ts';
import { endWords, soFar } from '../../app/task.ts';
import { decodeNpy } from '../../core/npy.ts';
import { parseNumbers } from '../../core/vector-match.ts';
import type { Finding } from '../../graph/inspect.ts';
import { useAppHandle } from '../app-context.ts';
import { ProgressBar } from '../feedback/progress-bar.tsx';
import { useTask } from '../hooks/use-task.ts';
import { Button } from '../parts/button.tsx';

interface Props {
  readonly finding: Finding;
  readonly choices: NetworkChoices;
}

/** Which preprocessing is right, found out by the vector that the user's own framework gives for one of the images. */
export function VerifySection({ finding, choices }: Props) {
  const { networks } = useAppHandle();
  const [task, state] = useTask<NetworkCheck>();
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const begin = (read: () => Float32Array) => {
    try {
      setProblem(null);
      const reference = read();
      void task.start((running) => verifyNetwork(networks, reference, running));
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const check = soFar(state);
  // Of another choice it says nothing.
  const current = check?.choices === choices;
  const running = current && state.status === 'running';
  return (
    <details className="verify">
      <summary>Verify against your framework</summary>
      <p>
        Give the vector that your own code makes of image A or B. Every preprocessing is tried with both
        images, and the one that matches is named.
      </p>
      <pre className="snippet">{snippet(finding, choices)}</pre>
      <div className="field">
        <label>
          Vector as .npy
          <input
            type="file"
            accept=".npy"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              void file?.arrayBuffer().then((bytes) => begin(() => decodeNpy(new Uint8Array(bytes)).data));
            }}
          />
        </label>
        <label>
          Vector as numbers
          <textarea rows={2} value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <Button
          className="button small"
          off={running || text.trim() === ''}
          onClick={() => begin(() => parseNumbers(text))}
        >
          Try every preprocessing
        </Button>
      </div>
      {problem && <p role="alert">{problem}</p>}
      {current && (
        <>
          {running && (
            <ProgressBar
              label="Trying"
              fraction={check.done / check.total}
              words={`${check.done} of ${check.total}`}
            />
          )}
          <p role="status">{state.status === 'done' ? verdictWords(state.value.tried) : endWords(state)}</p>
        </>
      )}
    </details>
  );
}
