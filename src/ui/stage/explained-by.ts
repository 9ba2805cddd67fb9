import { otherSlot } from '../../app/point-evidence.ts';
import type { Slot } from '../../app/state.ts';
import type { PaneView } from './views.ts';

/**
 * What the map over an image is drawn from, to follow the image's name: a control, or a method that looks at one
 * image only, is not explained by the other. Null where there is no map.
 */
export function explainedBy(
  { kind, method, rivals, instead }: Pick<PaneView, 'kind' | 'method' | 'rivals' | 'instead'>,
  slot: Slot,
): string | null {
  if (kind === 'none') return null;
  const other = otherSlot(slot).toUpperCase();
  if (kind === 'evidence') return `shares of a point of ${other}`;
  if (!method?.uses.metric) return 'by itself';
  if (instead) return `explained ${rivals}`;
  return `explained by ${other}${rivals === null ? '' : ` ${rivals}`}`;
}
