import type { KeyboardEvent } from 'react';
import { isShortcutOfOthers } from '../../ui/hooks/is-shortcut-of-others.ts';
import { keyOf } from '../../ui/hooks/key-of.ts';
import { takesKeys } from '../../ui/hooks/takes-keys.ts';
import { EditPane } from './edit-pane.tsx';
import { Tools } from './tools.tsx';
import { useWhatIf, useWhatIfSession } from './use-what-if.ts';
import './what-if.css';
import { NumberOutput } from '../../ui/result/number-output.tsx';
import { showNumber } from '../../ui/result/show-number.ts';
import { sentenceOf } from './sentence.ts';

/** The explanation tested by hand: take something away, and see what it was worth. */
export default function WhatIfPanel() {
  const session = useWhatIfSession();
  const ready = useWhatIf(({ before }) => before !== null);
  const busy = useWhatIf((state) => state.busy);
  const settled = useWhatIf((state) => state.settled);
  const problem = useWhatIf((state) => state.problem);
  /** Inside the editor the key of undo is the editor's. */
  const undoHere = (event: KeyboardEvent) => {
    if (event.defaultPrevented || isShortcutOfOthers(event) || takesKeys(event.target)) return;
    if (keyOf(event) !== 'u') return;
    event.preventDefault();
    session.undo();
  };
  if (!ready) return <p role="status">{problem ?? 'There is no result yet.'}</p>;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of what is in it
    <div className="what-if" data-busy={busy} data-settled={settled} onKeyDown={undoHere}>
      <BeforeAfter />
      {problem && (
        <p className="alert" role="alert">
          {problem}
        </p>
      )}
      <Tools />
      <div className="what-if-panes">
        <EditPane slot="a" />
        <EditPane slot="b" />
      </div>
    </div>
  );
}

/** Similarity and distance, before → after, and the difference; the same in a sentence. */
function BeforeAfter() {
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
