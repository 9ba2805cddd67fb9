import type { MapData, Slot } from '../../app/state.ts';
import { COLORMAPS, type Colormap, type ColormapId } from '../../core/colormap.ts';
import { mapRange, type Range } from '../../core/map-range.ts';
import type { SignMode } from '../../core/rectify.ts';
import { type MapColoring, signedColormap } from './map-coloring.ts';

/**
 * Colours of a pair of maps on one scale, for small multiples and their figure, and the smallest and largest value
 * that is drawn. One sign alone keeps the scale of both, so that a little of it looks like a little.
 */
export function pairColoring(
  { a, b }: Readonly<Record<Slot, MapData>>,
  chosen: ColormapId,
  sign: SignMode = 'both',
): { readonly coloring: MapColoring; readonly extent: Range } {
  const data = [a.data, b.data];
  const colormap: Colormap = signedColormap(COLORMAPS[chosen], 'both', mapRange(data, 'both', false));
  const range = mapRange(data, 'both', colormap.diverging);
  return { coloring: { colormap, sign, range }, extent: mapRange(data, sign, false) };
}
