import { useEffect } from 'react';
import { PairingFields } from './pairing-fields.tsx';
import { PictureSource } from './picture-source.tsx';
import { ResultSection } from './result-section.tsx';
import { RunBar } from './run-bar.tsx';
import { usePairs, usePairsLab } from './use-pairs.ts';
import { VariantFields } from './variant-fields.tsx';
import '../../ui/parts/parts.css';
import './pairs.css';

/** The deletion and insertion test over a set of pairs: choose, run, read the table. */
export default function PairsPanel() {
  const lab = usePairsLab();
  const busy = usePairs(({ job }) => job.status === 'running');
  useEffect(() => {
    void lab.begin();
  }, [lab]);
  return (
    <div className="pairs">
      <fieldset className="setup" disabled={busy}>
        <legend className="sr-only">What to run</legend>
        <PictureSource />
        <PairingFields />
        <VariantFields />
      </fieldset>
      <RunBar />
      <KeepCheck />
      <ResultSection />
    </div>
  );
}

/** A run is this tab's until the user says otherwise. */
function KeepCheck() {
  const lab = usePairsLab();
  const kept = usePairs((state) => state.kept);
  return (
    <label className="check">
      <input type="checkbox" checked={kept} onChange={(event) => void lab.keep(event.target.checked)} />
      Keep on this device: names, list and numbers of this set outlive the tab (any page of this site’s
      address can read them)
    </label>
  );
}
