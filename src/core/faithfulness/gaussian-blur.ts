/** The kernel is cut here, in σ; the weight beyond is 6e-5. */
const TRUNCATE = 4;

/**
 * Gaussian blur of an image `[height, width, channels]`, separable, in double precision.
 *
 * Edges are mirrored (`d c b a | a b c d | d c b a`), which keeps the mean: the same as
 * `scipy.ndimage.gaussian_filter(image, (σ, σ, 0), mode='reflect', truncate=4)`.
 *
 * @param sigma standard deviation in pixels; 0 gives a copy.
 * @returns floats in the range of the input; round only for display.
 * @throws RangeError when the size does not fit the data, or σ is negative or not finite.
 */
export function gaussianBlur(
  image: Uint8Array | Uint8ClampedArray | Float32Array,
  height: number,
  width: number,
  channels: number,
  sigma: number,
): Float32Array {
  if (image.length !== height * width * channels) {
    throw new RangeError(`${image.length} values are no image of ${height} × ${width} × ${channels}.`);
  }
  if (!(sigma >= 0 && sigma < Number.POSITIVE_INFINITY))
    throw new RangeError(`σ must be at least 0, not ${sigma}.`);
  const kernel = gaussian(sigma);
  const row = width * channels;
  // Along a line, neighbours are `channels` apart; down a column, a whole row apart.
  const along = convolve(image, kernel, width, channels, height * channels, (line) => {
    return Math.floor(line / channels) * row + (line % channels);
  });
  return Float32Array.from(convolve(along, kernel, height, row, row, (line) => line));
}

/** `[2r + 1]` weights that sum to 1. */
function gaussian(sigma: number): Float64Array {
  const radius = Math.round(TRUNCATE * sigma);
  const weight = (i: number) => (sigma > 0 ? Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)) : 1);
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, i) => weight(i));
  const sum = kernel.reduce((a, b) => a + b, 0);
  return kernel.map((value) => value / sum);
}

/** Convolves `lines` lines of `length` samples, `stride` apart, the first sample of line l at `start(l)`. */
function convolve(
  input: ArrayLike<number>,
  kernel: Float64Array,
  length: number,
  stride: number,
  lines: number,
  start: (line: number) => number,
): Float64Array {
  const out = new Float64Array(input.length);
  const radius = (kernel.length - 1) / 2;
  const source = Int32Array.from(
    { length: length + 2 * radius },
    (_, i) => mirror(i - radius, length) * stride,
  );
  for (let line = 0; line < lines; line++) {
    const first = start(line);
    for (let at = 0; at < length; at++) {
      let sum = 0;
      for (let i = 0; i < kernel.length; i++) sum += kernel[i]! * input[first + source[at + i]!]!;
      out[first + at * stride] = sum;
    }
  }
  return out;
}

/** Half-sample mirror, as often as needed: −1 → 0, −2 → 1, n → n − 1. */
function mirror(index: number, length: number): number {
  const period = 2 * length;
  const within = ((index % period) + period) % period;
  return within < length ? within : period - 1 - within;
}
