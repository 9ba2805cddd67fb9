import { areaOf, type Extent } from '../extent.ts';
import { gaussianBlur } from './gaussian-blur.ts';

/** Standard deviation of the blur in pixels: 12 at 224, in proportion to the side (spec.md); of a rectangle, to that of the square of its area. */
export function blurSigma(size: Extent): number {
  return (12 * Math.sqrt(areaOf(size))) / 224;
}

/**
 * What stands in the place of pixels that are taken away: the picture itself, blurred until nothing can be made out.
 *
 * @param pixels `[h, w, 3]`, RGB bytes. @returns the same shape, 0–255, not rounded.
 */
export function blurredBaseline(pixels: Uint8Array, size: Extent): Float32Array {
  return gaussianBlur(pixels, size[0], size[1], 3, blurSigma(size));
}
