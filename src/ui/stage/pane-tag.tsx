import { isOld } from '../../app/question.ts';
import type { Slot } from '../../app/state.ts';
import type { SignMode } from '../../core/rectify.ts';
import { useApp } from '../app-context.ts';
import { useLasting } from '../hooks/use-lasting.ts';
import { showNumber } from '../result/show-number.ts';
import { shownNow } from './blink.ts';
import { cachedRange } from './cached-range.ts';
import { paneView } from './pane-view.ts';
import type { PaneView } from './views.ts';

/** Says on the picture itself when what it shows is not simply the map of the newest job. */
export function PaneTag({ slot }: { readonly slot: Slot }) {
  const old = useLasting(useApp(isOld));
  const text = useApp((state) => {
    const view = paneView(state, slot);
    const { kind, map } = view;
    if (kind === 'none') return unexplained(view, state.job.status, old);
    if (shownNow(state) === 'image') return 'Image without its map';
    if (kind === 'evidence' && map !== null) {
      const { low, high } = cachedRange([map.data], 'both', false);
      const from = slot === 'a' ? 'B' : 'A';
      return `Shares of the cosine with the point in ${from}, on a scale of its own: ${showNumber(low)} to ${showNumber(high)}`;
    }
    if (kind === 'partial') return 'Sharpening, on its own scale';
    if (old) return 'Previous result';
    return kind === 'control' ? 'Control: mean activation' : emptiness(view, state.display.sign);
  });
  return text === null ? null : <p className="pane-tag number">{text}</p>;
}

/** Said of a picture without a map when none is on its way. */
function unexplained({ picture }: PaneView, status: string, old: boolean): string | null {
  if (picture === null) return null;
  return status === 'failed' || (status === 'idle' && old) ? 'Not explained' : null;
}

/** Said where a map has nothing to draw: colours alone would paint a picture of nothing. */
function emptiness({ map }: PaneView, sign: SignMode): string | null {
  if (map === null) return null;
  const { low, high } = cachedRange([map.data], sign, false);
  if (low !== 0 || high !== 0) return null;
  if (sign === 'both') return 'Zero everywhere: nothing to show';
  return `No ${sign} values in this image`;
}
