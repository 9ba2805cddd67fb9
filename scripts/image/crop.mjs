/** @import { Picture } from './resample.mjs' */

/**
 * @param {Picture} picture
 * @param {{ x: number, y: number, width: number, height: number }} box in pixels, wholly inside
 * @returns {Picture}
 * @throws {Error} where the box leaves the picture
 */
export function crop(picture, { x, y, width, height }) {
  if (x < 0 || y < 0 || x + width > picture.width || y + height > picture.height) {
    throw new Error(
      `The box ${width} × ${height} at ${x}, ${y} leaves a ${picture.width} × ${picture.height} picture.`,
    );
  }
  const data = new Uint8Array(width * height * 4);
  for (let row = 0; row < height; row++) {
    const start = ((y + row) * picture.width + x) * 4;
    data.set(picture.data.subarray(start, start + width * 4), row * width * 4);
  }
  return { width, height, data };
}
