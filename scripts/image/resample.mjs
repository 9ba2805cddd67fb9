/** @typedef {{ width: number, height: number, data: Uint8Array }} Picture RGBA bytes, row-major */

const lobes = 3;
/** @param {number} t */
const sinc = (t) => (t === 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t));
/** @param {number} t */
const lanczos = (t) => (Math.abs(t) < lobes ? sinc(t) * sinc(t / lobes) : 0);

/**
 * Weights of a Lanczos filter that is widened when it reduces, so that every source sample counts.
 *
 * @param {number} from source samples
 * @param {number} to target samples
 * @returns {{ first: number, weights: number[] }[]} per target sample; weights sum to 1
 */
function taps(from, to) {
  const scale = from / to;
  const width = Math.max(scale, 1);
  return Array.from({ length: to }, (_, i) => {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.ceil(centre - lobes * width - 0.5));
    const last = Math.min(from - 1, Math.floor(centre + lobes * width - 0.5));
    const raw = Array.from({ length: last - first + 1 }, (_, k) =>
      lanczos((first + k + 0.5 - centre) / width),
    );
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    return { first, weights: raw.map((weight) => weight / total) };
  });
}

/**
 * Resizes with antialiasing, along x and then along y; opaque pictures only.
 *
 * @param {Picture} picture
 * @param {number} width
 * @param {number} height
 * @returns {Picture}
 */
export function resample(picture, width, height) {
  const between = new Float32Array(picture.height * width * 3);
  const across = taps(picture.width, width);
  for (let y = 0; y < picture.height; y++) {
    across.forEach(({ first, weights }, x) => {
      weights.forEach((weight, k) => {
        for (let c = 0; c < 3; c++) {
          const value = picture.data[(y * picture.width + first + k) * 4 + c] ?? 0;
          between[(y * width + x) * 3 + c] = (between[(y * width + x) * 3 + c] ?? 0) + weight * value;
        }
      });
    });
  }
  // Clamped and rounded to the nearest by the array itself: Lanczos overshoots at edges.
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  taps(picture.height, height).forEach(({ first, weights }, y) => {
    for (let i = 0; i < width * 3; i++) {
      const sum = weights.reduce(
        (s, weight, k) => s + weight * (between[(first + k) * width * 3 + i] ?? 0),
        0,
      );
      data[(y * width + Math.floor(i / 3)) * 4 + (i % 3)] = sum;
    }
  });
  return { width, height, data: new Uint8Array(data.buffer) };
}
