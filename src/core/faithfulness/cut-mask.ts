/** How a copy of a picture comes about from the order of its pixels. */
export interface Cut {
  /** Of the pixels, counted from the most important one, 0–1. */
  readonly share: number;
  /** What becomes of them: 0, they alone are replaced; 1, they alone stay. */
  readonly kept: 0 | 1;
}

/** The mask of a cut: 1 keeps a pixel, 0 replaces it. @param order of `pixelOrder`, `[P]`. @returns `[P]`. */
export function cutMask(order: Uint32Array, { share, kept }: Cut): Float32Array {
  const mask = new Float32Array(order.length).fill(1 - kept);
  for (const pixel of order.subarray(0, Math.round(share * order.length))) mask[pixel] = kept;
  return mask;
}
