import { BeforeAfter } from './before-after.tsx';
import { EditPane } from './edit-pane.tsx';
import { Tools } from './tools.tsx';
import { useWhatIf } from './use-what-if.ts';
import './what-if.css';

/** The explanation tested by hand: take something away, and see what it was worth. */
export default function WhatIfPanel() {
  const ready = useWhatIf(({ before }) => before !== null);
  const busy = useWhatIf((state) => state.busy);
  const settled = useWhatIf((state) => state.settled);
  const problem = useWhatIf((state) => state.problem);
  if (!ready) return <p role="status">{problem ?? 'There is no result yet.'}</p>;
  return (
    <div className="what-if" data-busy={busy} data-settled={settled}>
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
