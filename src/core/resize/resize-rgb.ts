import { createResizer } from './create-resizer.ts';

/**
 * Pillow's antialiased bilinear resize of an RGB image, bit for bit.
 *
 * @param src `[h, w, 3]` bytes, row-major.
 * @returns `[H, W, 3]` bytes; the same bytes when the size does not change.
 * @throws RangeError when a size is no positive integer or `src` has another length.
 */
export function resizeRgb(src: Uint8Array, h: number, w: number, H: number, W: number): Uint8Array {
  const resizer = createResizer(h, w, H, W);
  resizer.push(src, 3);
  return resizer.finish();
}
