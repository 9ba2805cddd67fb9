import { useMemo } from 'react';
import { pairOf } from '../../app/result.ts';
import type { Result } from '../../app/state.ts';
import { ProgressBar } from '../../ui/feedback/progress-bar.tsx';
import { MiniPair } from '../../ui/parts/mini-pair.tsx';
import { agreementWords } from './agreement-words.ts';
import type { Entry } from './comparison.ts';
import { memberNote } from './member-note.ts';

interface Props {
  readonly entry: Entry;
  /** The result that was on the stage. */
  readonly base: Result;
}

/** One way to explain the pair: both maps on one scale, and what they follow. */
export function CompareCard({ entry, base }: Props) {
  const { member, status, fraction, result, message } = entry;
  const [a, b] = entry.partial;
  const maps = useMemo(() => {
    if (result) return pairOf(result).map(({ map }) => map);
    return a && b ? [a, b] : null;
  }, [result, a, b]);
  const words = useMemo(() => (result ? agreementWords(result, base) : []), [result, base]);
  const shown = useMemo(
    () => ({ explanations: base.explanations, settings: member.settings }),
    [base.explanations, member.settings],
  );
  return (
    <li className="compare-card" aria-label={member.label} data-status={status}>
      <h3>{member.label}</h3>
      {maps && <MiniPair result={shown} maps={maps} title={memberNote(member, base)} />}
      {words.map((line) => (
        <p key={line} className="number">
          {line}
        </p>
      ))}
      {status === 'waiting' && <p className="quiet">Waiting</p>}
      {status === 'running' && (
        <ProgressBar
          label="Explaining"
          fraction={fraction}
          words={fraction === null ? '' : `${Math.round(100 * fraction)} %`}
        />
      )}
      {message !== null && <p className="quiet">{message}</p>}
    </li>
  );
}
