/**
 * Pixels from most to least important: by value, descending, equal ones in reading order (stable), values that
 * are not numbers last.
 *
 * @param map the signed map at the resolution of the pixels, `[H·W]`.
 * @returns pixel indices, `[H·W]`.
 */
export function pixelOrder(map: Float32Array): Uint32Array {
  const key = map.map((value) => (Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value));
  // −∞ − −∞ is NaN, and a comparator must not answer NaN.
  return Uint32Array.from(map.keys()).sort((i, j) => (key[i] === key[j] ? i - j : key[j]! - key[i]!));
}
