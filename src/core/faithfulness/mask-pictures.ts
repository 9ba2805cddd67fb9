/**
 * Masked copies of a picture, one after the other: `mask · pixel + (1 − mask) · baseline`, rounded to bytes.
 *
 * @param pixels `[P, 3]` RGB bytes. @param baseline `[P, 3]`, 0–255. @param masks `[P]` each, in [0, 1].
 * @returns `[count, P, 3]` RGB bytes.
 */
export function maskPictures(
  pixels: Uint8Array,
  baseline: Float32Array,
  masks: readonly Float32Array[],
): Uint8Array {
  const out = new Uint8ClampedArray(masks.length * pixels.length);
  masks.forEach((mask, copy) => {
    const start = copy * pixels.length;
    for (let p = 0; p < mask.length; p++) {
      const keep = mask[p]!;
      for (let i = p * 3; i < p * 3 + 3; i++) out[start + i] = keep * pixels[i]! + (1 - keep) * baseline[i]!;
    }
  });
  return new Uint8Array(out.buffer);
}
