import type { MapData, SignMode, Slot } from '../../app/state.ts';
import { mapRange } from '../../core/map-range.ts';
import { useApp } from '../app-context.ts';
import { useLasting } from '../hooks/use-lasting.ts';
import { showNumber } from '../result/show-number.ts';
import { shownNow } from './blink.ts';
import { paneView } from './pane-view.ts';

/** Says on the picture itself when what it shows is not simply the map of the newest job. */
export function PaneTag({ slot }: { readonly slot: Slot }) {
  const busy = useApp(({ job }) => job.status === 'loading' || job.status === 'running');
  const late = useLasting(busy);
  const text = useApp((state) => {
    const { kind, map } = paneView(state, slot);
    const { status } = state.job;
    if (kind !== 'none' && shownNow(state) === 'image') return 'Image without its map';
    if (kind === 'evidence' && map !== null) {
      const { low, high } = mapRange([map.data], 'both', false);
      const from = slot === 'a' ? 'B' : 'A';
      return `Evidence for the point in ${from}: ${showNumber(low)} to ${showNumber(high)}`;
    }
    if (kind === 'partial') return 'Sharpening, on its own scale';
    if (status === 'done' || status === 'idle' || (busy && !late)) {
      if (kind === 'control') return 'Control: mean activation';
      return kind === 'map' && map !== null ? emptiness(map, state.display.sign) : null;
    }
    if (kind !== 'none') return 'Previous result';
    return status === 'failed' ? 'Not explained' : null;
  });
  return text === null ? null : <p className="pane-tag number">{text}</p>;
}

/** Said where a map has nothing to draw: colours alone would paint a picture of nothing. */
function emptiness(map: MapData, sign: SignMode): string | null {
  const { low, high } = mapRange([map.data], sign, false);
  if (low !== 0 || high !== 0) return null;
  return sign === 'both' ? 'Zero everywhere: nothing to show' : `No ${sign} evidence in this image`;
}
