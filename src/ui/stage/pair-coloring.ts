import type { MapData } from '../../app/state.ts';
import type { ColormapId } from '../../core/colormap.ts';
import { mapRange, type Range } from '../../core/map-range.ts';
import type { SignMode } from '../../core/rectify.ts';
import { coloringOf, type MapColoring } from './map-coloring.ts';

/**
 * Colours of a pair of maps on one scale, for small multiples and their figure, and the smallest and largest value
 * that is drawn. One sign alone keeps the scale of both, so that a little of it looks like a little.
 */
export function pairColoring(
  maps: readonly MapData[],
  chosen: ColormapId,
  sign: SignMode = 'both',
): { readonly coloring: MapColoring; readonly extent: Range } {
  const data = maps.map((map) => map.data);
  return { coloring: { ...coloringOf(data, chosen), sign }, extent: mapRange(data, sign, false) };
}
