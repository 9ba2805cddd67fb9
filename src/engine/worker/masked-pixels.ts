import type { Extent } from '../../core/extent.ts';
import { upsample } from '../../core/upsample.ts';

/**
 * Copies of an image with parts of it replaced by its mean colour, `[count, h, w, 3]`, 0–255:
 * `mask·pixel + (1 − mask)·mean`, each mask bilinear between the cells of its coarse grid.
 *
 * In plain loops: the wasm backend adds and multiplies tensors of unlike shapes value by value through index
 * arithmetic, which took as long as half the forward pass that follows.
 *
 * @param pixels `[h, w, 3]` RGB bytes. @param masks `[count, height, width]` in [0, 1].
 */
export function maskedPixels(
  pixels: Uint8Array,
  mean: readonly [number, number, number],
  size: Extent,
  masks: Float32Array,
  height: number,
  width: number,
): Float32Array {
  const cells = height * width;
  const count = masks.length / cells;
  const out = new Float32Array(count * pixels.length);
  const [red, green, blue] = mean;
  for (let n = 0; n < count; n++) {
    const mask = upsample(masks.subarray(n * cells, (n + 1) * cells), height, width, size[0], size[1]);
    let at = n * pixels.length;
    let from = 0;
    for (const m of mask) {
      out[at++] = red + m * (pixels[from++]! - red);
      out[at++] = green + m * (pixels[from++]! - green);
      out[at++] = blue + m * (pixels[from++]! - blue);
    }
  }
  return out;
}
