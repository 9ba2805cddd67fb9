import { mapRange, type Range } from '../../core/map-range.ts';
import type { SignMode } from '../../core/rectify.ts';

const ranges = new WeakMap<Float32Array, Map<string, Range>>();

/**
 * The range of one map, or of a map and its partner, read through once: an early layer has 12,544 cells, and the
 * crosshair changes the state every frame.
 */
export function cachedRange(maps: readonly Float32Array[], sign: SignMode, diverging: boolean): Range {
  const [first] = maps;
  if (first === undefined) return { low: 0, high: 0 };
  const known = ranges.get(first) ?? new Map<string, Range>();
  ranges.set(first, known);
  // The partner of a map is fixed by its explanation, so how many maps there are says which.
  const key = `${sign} ${diverging} ${maps.length}`;
  const range = known.get(key) ?? mapRange(maps, sign, diverging);
  known.set(key, range);
  return range;
}
