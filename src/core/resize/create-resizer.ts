import { coefficients, PRECISION_BITS, type Span } from './coefficients.ts';

/** Takes an image from top to bottom, any number of rows at a time, and gives the resized image at the end. */
export interface Resizer {
  /**
   * The next rows of the source, `[rows, srcW, channels]` bytes; a fourth channel (alpha) is ignored.
   * @throws RangeError when the length is no whole number of rows, or more rows come than the source has.
   */
  push(rows: Uint8Array | Uint8ClampedArray, channels: 3 | 4): void;
  /**
   * The result, `[dstH, dstW, 3]` RGB bytes, or the part of it that was asked for.
   * @throws RangeError when rows are missing.
   */
  finish(): Uint8Array;
}

const HALF = 1 << (PRECISION_BITS - 1);

/**
 * Fixed point → 8 bit, clipped: Pillow's `clip8`. Triangle weights are never negative, so only the upper end
 * can be passed, where thousands of rounded weights sum to a little more than one.
 */
const clip8 = (sum: number): number => Math.min(sum >> PRECISION_BITS, 255);

const check = (size: number, name: string): void => {
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`${name} must be a positive integer, not ${size}`);
};

/**
 * Pillow's `Image.resize((dstW, dstH), Image.BILINEAR)` for 8-bit RGB, bit for bit, on a stream of rows.
 *
 * Each row is resampled horizontally to 8 bits as it comes and added, with its vertical weights, to the
 * output rows that read it. Integer sums do not depend on their order, so this equals Pillow's two whole
 * passes while holding `dstH × dstW × 3` integers only: a photograph of 50 megapixels needs no copy.
 *
 * @param part rows and columns of the result that are wanted, all by default: nothing is held for the others, however
 *   many there would be.
 */
export function createResizer(
  srcH: number,
  srcW: number,
  dstH: number,
  dstW: number,
  part: { readonly rows: Span; readonly columns: Span } = {
    rows: { from: 0, to: dstH },
    columns: { from: 0, to: dstW },
  },
): Resizer {
  check(srcH, 'srcH');
  check(srcW, 'srcW');
  check(dstH, 'dstH');
  check(dstW, 'dstW');
  const horizontal = coefficients(srcW, dstW, part.columns);
  const vertical = coefficients(srcH, dstH, part.rows);
  const [high, wide] = [vertical.first.length, horizontal.first.length];
  const width = wide * 3;
  const sums = new Int32Array(high * width).fill(HALF);
  const line = new Uint8Array(width);
  let next = 0;
  /** First output row that may still read a source row ≥ next. */
  let open = 0;

  const resampleRow = (source: Uint8Array | Uint8ClampedArray, offset: number, channels: 3 | 4): void => {
    const { first, count, weights, taps } = horizontal;
    for (let o = 0; o < wide; o++) {
      let r = HALF;
      let g = HALF;
      let b = HALF;
      let at = offset + first[o]! * channels;
      const end = o * taps + count[o]!;
      for (let t = o * taps; t < end; t++, at += channels) {
        const weight = weights[t]!;
        r += source[at]! * weight;
        g += source[at + 1]! * weight;
        b += source[at + 2]! * weight;
      }
      line[o * 3] = clip8(r);
      line[o * 3 + 1] = clip8(g);
      line[o * 3 + 2] = clip8(b);
    }
  };

  const addRow = (y: number): void => {
    const { first, count, weights, taps } = vertical;
    while (open < high && first[open]! + count[open]! <= y) open++;
    for (let o = open; o < high && first[o]! <= y; o++) {
      const weight = weights[o * taps + y - first[o]!]!;
      if (weight === 0) continue;
      const base = o * width;
      for (let i = 0; i < width; i++) sums[base + i] = sums[base + i]! + line[i]! * weight;
    }
  };

  return {
    push(rows, channels) {
      const stride = srcW * channels;
      const n = rows.length / stride;
      if (!Number.isInteger(n)) throw new RangeError(`${rows.length} bytes are no whole rows of ${stride}`);
      if (next + n > srcH) throw new RangeError(`more than the source's ${srcH} rows were pushed`);
      for (let i = 0; i < n; i++, next++) {
        resampleRow(rows, i * stride, channels);
        addRow(next);
      }
    },
    finish() {
      if (next !== srcH) throw new RangeError(`${next} of ${srcH} rows were pushed`);
      const out = new Uint8Array(sums.length);
      for (let i = 0; i < out.length; i++) out[i] = clip8(sums[i]!);
      return out;
    },
  };
}
