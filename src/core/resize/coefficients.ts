/** Fraction bits of a fixed-point weight: 32 − 8 (sample) − 2 (headroom), as in Pillow's Resample.c. */
export const PRECISION_BITS = 32 - 8 - 2;

/** For every output sample along one axis, which input samples it reads and with what weight. */
export interface Coefficients {
  /** First input sample of output o, `[out]`. */
  readonly first: Int32Array;
  /** How many input samples output o reads, `[out]`. */
  readonly count: Int32Array;
  /** Fixed-point weights, `[out, taps]`; each row sums to 2^22 but for rounding, and is zero past `count`. */
  readonly weights: Int32Array;
  readonly taps: number;
}

/** Samples `from` ≤ i < `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The triangle filter, support 1. */
const triangle = (t: number): number => Math.max(0, 1 - Math.abs(t));

/**
 * Weights of the antialiased bilinear filter from `inSize` to `outSize` samples. When it reduces, the
 * triangle is widened by the reduction factor, so that every input sample counts (unlike the 2×2
 * neighbourhood of a canvas or of `tf.image.resizeBilinear`).
 *
 * Source: Pillow, `src/libImaging/Resample.c`, `precompute_coeffs` and `normalize_coeffs_8bpc`; the order
 * of the floating-point operations is kept, because the rounding of weights depends on it.
 *
 * @param span the output samples that are wanted, all by default; the first of them is output 0 of the result.
 */
export function coefficients(
  inSize: number,
  outSize: number,
  { from: begin, to: end }: Span = { from: 0, to: outSize },
): Coefficients {
  const scale = inSize / outSize;
  const filterScale = Math.max(scale, 1);
  const support = filterScale;
  const taps = Math.ceil(support) * 2 + 1;
  const first = new Int32Array(end - begin);
  const count = new Int32Array(end - begin);
  const weights = new Int32Array((end - begin) * taps);
  const row = new Float64Array(taps);

  for (let o = 0; o < end - begin; o++) {
    const center = (begin + o + 0.5) * scale;
    const inverse = 1 / filterScale;
    const from = Math.max(0, Math.trunc(center - support + 0.5));
    const to = Math.min(inSize, Math.trunc(center + support + 0.5));
    let total = 0;
    for (let i = 0; i < to - from; i++) {
      const weight = triangle((i + from - center + 0.5) * inverse);
      row[i] = weight;
      total += weight;
    }
    for (let i = 0; i < to - from; i++) {
      const normalized = total === 0 ? row[i]! : row[i]! / total;
      weights[o * taps + i] = Math.trunc(0.5 + normalized * (1 << PRECISION_BITS));
    }
    first[o] = from;
    count[o] = to - from;
  }
  return { first, count, weights, taps };
}
