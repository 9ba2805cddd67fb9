import { pointToPoint } from './point-to-point.ts';

/** Cells of a feature map up to which all pairs are looked at, 28 × 28: beyond, they take seconds and megabytes. */
export const PAIRED_CELLS = 784;

/** One link between a position of A and a position of B. */
export interface PointPair {
  /** Position in A, row·w + column. */
  readonly p: number;
  /** Position in B. */
  readonly q: number;
  /** `D[p,q]`, the share of this pair of points in the cosine. */
  readonly value: number;
}

/** What {@link pointPairs} found. */
export interface PointPairs {
  /** `D[p,q] = A_p·B_q / (|x||y|NM)`, `[N, M]`, row-major. */
  readonly matrix: Float32Array;
  /** The sum of the matrix: the cosine of the pooled vectors. */
  readonly total: number;
}

/**
 * Every pair of points of two feature maps, from small arrays read back from the device.
 *
 * @param a `[N, K]`, @param b `[M, K]`, both row-major.
 * @throws RangeError when the lengths are no multiple of `channels`.
 */
export function pointPairs(
  a: Float32Array | Float64Array,
  b: Float32Array | Float64Array,
  channels: number,
): PointPairs {
  const n = a.length / channels;
  const m = b.length / channels;
  if (!Number.isInteger(n) || !Number.isInteger(m)) {
    throw new RangeError(`${a.length} and ${b.length} numbers do not divide into ${channels} channels.`);
  }
  const x = pooled(a, n, channels);
  const y = pooled(b, m, channels);
  const matrix = new Float32Array(n * m);
  let total = 0;
  for (let p = 0; p < n; p++) {
    const weights = pointToPoint(a.subarray(p * channels, (p + 1) * channels), x, y, n, m);
    for (let q = 0; q < m; q++) {
      let sum = 0;
      for (let k = 0; k < channels; k++) sum += weights[k]! * b[q * channels + k]!;
      matrix[p * m + q] = sum;
      total += sum;
    }
  }
  return { matrix, total };
}

function pooled(map: Float32Array | Float64Array, positions: number, channels: number): Float64Array {
  const mean = new Float64Array(channels);
  for (let i = 0; i < map.length; i++) mean[i % channels] = mean[i % channels]! + map[i]! / positions;
  return mean;
}
