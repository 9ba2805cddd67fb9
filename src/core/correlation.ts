import { dot } from './metrics/dot.ts';

type Values = Float32Array | Float64Array | readonly number[];

/**
 * Pearson's linear correlation, in [-1, 1].
 *
 * @returns null where it is undefined: an input is constant, empty or not finite.
 * @throws RangeError when the lengths differ.
 */
export function pearson(a: Values, b: Values): number | null {
  if (a.length !== b.length) throw new RangeError(`Cannot correlate ${a.length} values with ${b.length}.`);
  if (!varies(a) || !varies(b)) return null;
  const u = deviations(a);
  const v = deviations(b);
  const r = dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v));
  return Math.max(-1, Math.min(1, r));
}

/** Spearman's rank correlation: Pearson's on the ranks, equal values sharing their average rank. */
export function spearman(a: Values, b: Values): number | null {
  // Ranks of NaN would look like numbers.
  if (!varies(a) || !varies(b)) return null;
  return pearson(ranks(a), ranks(b));
}

/** False for constant, empty and not finite input; compared exactly, since a rounded mean would hide it. */
function varies(values: Values): boolean {
  let different = false;
  for (const value of values) {
    if (!Number.isFinite(value)) return false;
    if (value !== values[0]) different = true;
  }
  return different;
}

/** Deviations from the mean, the largest scaled to 1, so that squares neither underflow nor overflow. */
function deviations(values: Values): Float64Array {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  const out = Float64Array.from(values, (value) => value - mean);
  const largest = out.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return out.map((value) => value / largest);
}

/** 1-based average ranks. */
function ranks(values: Values): Float64Array {
  const order = Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  const out = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && values[order[end + 1]!] === values[order[start]!]) end++;
    for (let i = start; i <= end; i++) out[order[i]!] = (start + end) / 2 + 1;
    start = end + 1;
  }
  return out;
}
