import type { KeyboardEvent } from 'react';
import { isShortcutOfOthers } from '../../ui/hooks/is-shortcut-of-others.ts';
import { keyOf } from '../../ui/hooks/key-of.ts';
import { takesKeys } from '../../ui/hooks/takes-keys.ts';
import { BeforeAfter } from './before-after.tsx';
import { EditPane } from './edit-pane.tsx';
import { Tools } from './tools.tsx';
import { useWhatIf, useWhatIfSession } from './use-what-if.ts';
import './what-if.css';

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
