import { gaussianBlur } from './gaussian-blur.ts';

/** Standard deviation of the blur in pixels: 12 at 224, in proportion to the side (spec.md). */
export function blurSigma(size: number): number {
  return (12 * size) / 224;
}

/**
 * What stands in the place of pixels that are taken away: the picture itself, blurred until nothing can be made out.
 *
 * @param pixels `[size, size, 3]`, RGB bytes. @returns the same shape, 0–255, not rounded.
 */
export function blurredBaseline(pixels: Uint8Array, size: number): Float32Array {
  return gaussianBlur(pixels, size, size, 3, blurSigma(size));
}
