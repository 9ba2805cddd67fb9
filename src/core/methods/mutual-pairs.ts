import type { PointPair } from './point-pairs.ts';

/**
 * Mutual nearest neighbours among the positions of two feature maps: q is the most similar to p of all of B by the
 * cosine of their feature vectors, and p the most similar to q of all of A; each with its share `D[p,q]` in the cosine
 * of the pooled vectors, largest first. The matching that PAIR-X draws between two images (Shrack et al., 2025), here
 * at one layer and with the shares of docs/spec.md as relevance.
 *
 * @param a `[N, K]`, @param b `[M, K]`, both row-major. @param matrix `D`, `[N, M]`, of {@link pointPairs}.
 */
export function mutualPairs(
  a: Float32Array,
  b: Float32Array,
  channels: number,
  matrix: Float32Array,
  count: number,
): PointPair[] {
  const [n, m] = [a.length / channels, b.length / channels];
  const [normsA, normsB] = [norms(a, n, channels), norms(b, m, channels)];
  // D is A_p·B_q but for a factor that is the same for all: divided by the norms it ranks as the cosine does.
  const cosine = (p: number, q: number) => {
    const length = normsA[p]! * normsB[q]!;
    return length > 0 ? matrix[p * m + q]! / length : Number.NEGATIVE_INFINITY;
  };
  const ofB = Array.from({ length: m }, (_, q) => best(n, (p) => cosine(p, q)));
  const pairs: PointPair[] = [];
  for (let p = 0; p < n; p++) {
    const q = best(m, (one) => cosine(p, one));
    if (q >= 0 && ofB[q] === p) pairs.push({ p, q, value: matrix[p * m + q]! });
  }
  return pairs.sort((one, other) => other.value - one.value || one.p - other.p).slice(0, count);
}

/** The first of the largest; −1 where nothing is comparable. */
function best(count: number, of: (index: number) => number): number {
  let found = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < count; index++) {
    const value = of(index);
    if (value <= most) continue;
    most = value;
    found = index;
  }
  return found;
}

function norms(map: Float32Array, positions: number, channels: number): Float64Array {
  return Float64Array.from({ length: positions }, (_, p) => {
    let sum = 0;
    for (let k = 0; k < channels; k++) sum += map[p * channels + k]! ** 2;
    return Math.sqrt(sum);
  });
}
