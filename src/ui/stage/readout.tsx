import { type AppState, SLOTS, type Slot } from '../../app/state.ts';
import { useApp } from '../app-context.ts';
import { openPair } from '../intake/open-pair.ts';
import { showNumber } from '../result/show-number.ts';
import { cellAt } from './geometry.ts';
import { paneView } from './pane-view.ts';

/** The values of both maps at the crosshair. Keeps its height, so that nothing moves under the pointer. */
export function Readout() {
  const line = useApp(readoutLine);
  const pair = useApp(openPair);
  const explained = useApp((state) => state.result !== null);
  return (
    <p className={line === null ? 'readout number' : 'readout number pointed'}>
      {line ?? (
        <>
          {pair && <>{pair.lookFor} </>}
          {explained && <span className="quiet">Point at an image to read both maps; click to pin.</span>}
        </>
      )}
    </p>
  );
}

function readoutLine(state: AppState): string | null {
  const { probe } = state;
  if (probe === null) return null;
  // The maps that are drawn; of the evidence for the point, which lies over one of them, the pane itself speaks.
  const mapOf = (slot: Slot) => paneView({ ...state, evidence: null }, slot).map;
  const pointed = mapOf(probe.slot);
  if (pointed === null) return null;
  const { row, column } = cellAt(pointed, probe);
  const values = SLOTS.map((slot) => {
    const map = mapOf(slot);
    const value = map?.data[cellAt(map, probe).index];
    return `${slot.toUpperCase()} ${value === undefined ? '–' : showNumber(value)}`;
  });
  const pinned = probe.pinned ? ' · pinned, click to let go' : '';
  return `Row ${row + 1}, column ${column + 1} of image ${probe.slot.toUpperCase()}: ${values.join(' · ')}${pinned}`;
}
