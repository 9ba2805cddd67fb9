/**
 * A TIFF structure that holds an orientation and nothing else.
 *
 * @param {number} orientation 1 … 8, or anything else for a hostile one
 * @param {'II' | 'MM'} [order] byte order
 * @param {1 | 3 | 4 | 6 | 8 | 9} [type] BYTE, SHORT (as EXIF wants it), LONG, and the signed ones
 */
export function exifTiff(orientation, order = 'II', type = 3) {
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
  u16(type, 12);
  u32(1, 14);
  if (type === 1 || type === 6) tiff[18] = orientation;
  else if (type === 4 || type === 9) u32(orientation, 18);
  else u16(orientation, 18);
  return tiff;
}

/** A JPEG segment. @param {number} marker @param {Uint8Array} payload */
export function jpegSegment(marker, payload) {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}

/** The same JPEG with an EXIF orientation: the segment goes first, as EXIF wants it.
 * @param {Uint8Array} jpeg @param {number} orientation @param {'II' | 'MM'} [order]
 * @param {Parameters<typeof exifTiff>[2]} [type] */
export const withOrientation = (jpeg, orientation, order, type) =>
  Buffer.concat([
    jpeg.subarray(0, 2),
    jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifTiff(orientation, order, type)])),
    jpeg.subarray(2),
  ]);

/** A WebP that is stored plainly (VP8 or VP8L), in the extended format, with an EXIF chunk behind its pixels.
 * @param {Uint8Array} webp @param {number} width @param {number} height @param {Uint8Array} exif
 * @param {number} [flags] of the extended format: 8 announces EXIF, 16 opacity */
export function webpWithExif(webp, width, height, exif, flags = 8) {
  const chunk = (/** @type {string} */ type, /** @type {Uint8Array} */ payload) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32LE(payload.length, 4);
    return Buffer.concat([head, payload, Buffer.alloc(payload.length & 1)]);
  };
  const three = (/** @type {number} */ n) => [n & 255, (n >> 8) & 255, n >> 16];
  return chunk(
    'RIFF',
    Buffer.concat([
      Buffer.from('WEBP', 'latin1'),
      chunk('VP8X', Buffer.from([flags, 0, 0, 0, ...three(width - 1), ...three(height - 1)])),
      webp.subarray(12),
      chunk('EXIF', exif),
    ]),
  );
}
