import { NumberOutput } from '../../ui/result/number-output.tsx';
import { showNumber } from '../../ui/result/show-number.ts';
import { sentenceOf } from './sentence.ts';
import { useWhatIf } from './use-what-if.ts';

/** Similarity and distance, before → after, and the difference; the same in a sentence. */
export function BeforeAfter() {
  const before = useWhatIf((state) => state.before);
  const after = useWhatIf((state) => state.after);
  const shares = useWhatIf((state) => state.shares);
  const busy = useWhatIf((state) => state.busy);
  if (!before) return null;
  const rows = [
    { label: 'Similarity', from: before.similarity, to: after?.similarity },
    { label: 'Distance', from: before.distance, to: after?.distance },
  ];
  return (
    <div className={busy ? 'before-after busy' : 'before-after'}>
      {rows.map(({ label, from, to }) => (
        <div key={label} className="before-after-row">
          <span className="before-after-label">{label}</span>
          <NumberOutput label={`${label} before`} value={from} />
          <span aria-hidden="true">→</span>
          {to === undefined ? '…' : <NumberOutput label={`${label} after`} value={to} size="large" />}
          {to !== undefined && to !== from && (
            <span className={to < from ? 'change down' : 'change up'}>
              {to > from ? '+' : ''}
              {showNumber(to - from)}
            </span>
          )}
        </div>
      ))}
      <p className="what-if-sentence" role="status">
        {!busy && after && sentenceOf(before.similarity, after.similarity, shares)}
      </p>
    </div>
  );
}
