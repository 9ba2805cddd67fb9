/** Height and width of a formula image: the goldens' input size. */
export const FORMULA_SIZE = 224;

/** A triangle wave over the integers, period 510, in [0, 255]. */
const tri = (t: number): number => Math.abs((t % 510) - 255);

/**
 * The two images that the goldens were made from, `[224, 224, 3]` RGB bytes, row-major. Integers by formula, so
 * that any program can make them without a decoder; every ReLU6 and hard-swish gate of both models stays at
 * least 1e-5 away from its kink on them.
 */
export function formulaImage(which: 'a' | 'b'): Uint8Array {
  const pixels = new Uint8Array(FORMULA_SIZE * FORMULA_SIZE * 3);
  let at = 0;
  for (let i = 0; i < FORMULA_SIZE; i++) {
    for (let j = 0; j < FORMULA_SIZE; j++) {
      for (let c = 0; c < 3; c++) {
        pixels[at++] =
          which === 'a'
            ? tri((2 + c) * i * 3 + (5 - c) * j * 2 + ((i * j) >> 4) + 40 * c + 22)
            : tri((4 - c) * i * 2 + (1 + c) * j * 5 + (((i - 112) ** 2 + (j - 112) ** 2) >> 5) + 90 * c + 22);
      }
    }
  }
  return pixels;
}
