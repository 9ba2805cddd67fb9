import { useId, useState } from 'react';
import type { Slot } from '../../app/state.ts';
import { EditSurface } from './edit-surface.tsx';
import { percent } from './sentence.ts';
import { useWhatIf, useWhatIfSession } from './use-what-if.ts';

/** One image to take from: by hand, by keys, or by its own map. */
export function EditPane({ slot }: { readonly slot: Slot }) {
  const session = useWhatIfSession();
  const id = useId();
  const [map, setMap] = useState(false);
  const share = useWhatIf(({ shares }) => shares[slot]);
  const top = useWhatIf(({ options }) => Math.round(options.top * 100));
  const letter = slot.toUpperCase();
  return (
    <section className="edit-pane" aria-labelledby={`${id}-title`}>
      <div className="edit-pane-head">
        <h3 id={`${id}-title`}>Take from image {letter}</h3>
        <span className="quiet">{share > 0 ? `${percent(share)} gone` : 'untouched'}</span>
        <span className="gap" />
        <label className="quiet">
          <input type="checkbox" checked={map} onChange={(event) => setMap(event.target.checked)} /> Map over
          it
        </label>
      </div>
      <EditSurface slot={slot} showMap={map} helpId={`${id}-help`} />
      <p id={`${id}-help`} className="hint">
        Keys: arrows move a box (with Shift, by one pixel), + and − change its size, Enter erases under it,
        Escape takes it away.
      </p>
      <div className="button-row">
        <button type="button" className="button small" onClick={() => void session.byMap(slot, 'erase')}>
          Erase the top {top} % of map {letter}
        </button>
        <button type="button" className="button small" onClick={() => void session.byMap(slot, 'keep')}>
          Keep only the top {top} %
        </button>
      </div>
    </section>
  );
}
