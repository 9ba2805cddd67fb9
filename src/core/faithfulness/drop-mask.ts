import { mapRange } from '../map-range.ts';
import { normalize } from '../normalize.ts';

/** The mask of the average drop: a signed map, from its least to its greatest value scaled to [0, 1]. */
export function dropMask(map: Float32Array): Float32Array {
  return normalize(map, mapRange([map], 'both', false));
}
