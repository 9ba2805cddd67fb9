import { useEffect } from 'react';
import { KeepCheck } from './keep-check.tsx';
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
