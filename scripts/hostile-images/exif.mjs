/**
 * A TIFF structure that holds an orientation and nothing else.
 *
 * @param {number} orientation 1 … 8, or anything else for a hostile one
 * @param {'II' | 'MM'} [order] byte order
 */
export function exifTiff(orientation, order = 'II') {
  const tiff = Buffer.alloc(26);
  const little = order === 'II';
  const u16 = (/** @type {number} */ v, /** @type {number} */ at) =>
    little ? tiff.writeUInt16LE(v, at) : tiff.writeUInt16BE(v, at);
  const u32 = (/** @type {number} */ v, /** @type {number} */ at) =>
    little ? tiff.writeUInt32LE(v, at) : tiff.writeUInt32BE(v, at);
  tiff.write(order, 0, 'latin1');
  u16(42, 2);
  u32(8, 4);
  u16(1, 8);
  u16(0x0112, 10);
  u16(3, 12);
  u32(1, 14);
  u16(orientation, 18);
  return tiff;
}

/** A JPEG segment. @param {number} marker @param {Uint8Array} payload */
export function jpegSegment(marker, payload) {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

/** The same JPEG with an EXIF orientation: the segment goes first, as EXIF wants it.
 * @param {Uint8Array} jpeg @param {number} orientation @param {'II' | 'MM'} [order] */
export const withOrientation = (jpeg, orientation, order) =>
  Buffer.concat([
    jpeg.subarray(0, 2),
    jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifTiff(orientation, order)])),
    jpeg.subarray(2),
  ]);
