/** Height and width of a formula image: the goldens' input size. */
export const FORMULA_SIZE = 224;

/** A triangle wave over the integers, period 510, in [0, 255]. */
const tri = (t: number): number => Math.abs((t % 510) - 255);

/** The formula images of docs/spec.md at any size, RGB bytes as floats, `[height, width, 3]`. */
export function formulaPixels(
  which: 'a' | 'b',
  size: { readonly height: number; readonly width: number; readonly formulaOffset: number },
): Float32Array {
  const { height, width, formulaOffset } = size;
  const out = new Float32Array(height * width * 3);
  let at = 0;
  for (let i = 0; i < height; i++)
    for (let j = 0; j < width; j++)
      for (let c = 0; c < 3; c++)
        out[at++] = tri(
          (which === 'a'
            ? (2 + c) * i * 3 + (5 - c) * j * 2 + ((i * j) >> 4) + 40 * c
            : (4 - c) * i * 2 + (1 + c) * j * 5 + (((i - 112) ** 2 + (j - 112) ** 2) >> 5) + 90 * c) +
            formulaOffset,
        );
  return out;
}

/**
 * The two images that the goldens were made from, `[224, 224, 3]` RGB bytes, row-major. Integers by formula, so
 * that any program can make them without a decoder; every ReLU6 and hard-swish gate of both models stays at
 * least 1e-5 away from its kink on them.
 */
export function formulaImage(which: 'a' | 'b'): Uint8Array {
  return Uint8Array.from(
    formulaPixels(which, { height: FORMULA_SIZE, width: FORMULA_SIZE, formulaOffset: 22 }),
  );
}
