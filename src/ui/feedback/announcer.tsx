import { useApp } from '../app-context.ts';
import { resultSentence } from '../result/result-sentence.ts';

/** The polite live region: each new result in one sentence. */
export function Announcer() {
  const result = useApp((state) => state.result);
  const done = useApp((state) => state.job.status === 'done');
  return (
    <p className="sr-only" role="status">
      {done && result !== null ? resultSentence(result) : ''}
    </p>
  );
}
