import { usePairs, usePairsLab } from './use-pairs.ts';

/** A run is this tab's until the user says otherwise. */
export function KeepCheck() {
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
