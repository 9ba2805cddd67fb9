/** Which part of a signed map is meant: all of it, evidence for similarity, or evidence against. */
export type SignMode = 'both' | 'positive' | 'negative';

/** One sign of a map, the rest set to 0: `max(v, 0)`, `min(v, 0)`, or a copy. NaN stays NaN. */
export function rectify(values: Float32Array, sign: SignMode): Float32Array {
  if (sign === 'positive') return values.map((value) => Math.max(value, 0));
  if (sign === 'negative') return values.map((value) => Math.min(value, 0));
  return values.slice();
}
