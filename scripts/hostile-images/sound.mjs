import { makeBmp } from './bmp.mjs';
import { AVIF_422 } from './codings.mjs';
import { makeGif } from './gif.mjs';
import { PALETTE, photograph } from './seeds.mjs';
import { TINY } from './tiny.mjs';

/** @typedef {import('./damaged.mjs').Category} Category */

/** The same file with its last box, the data, in the form that has 64 bits for its size. @param {Buffer} file */
export function withLongBoxes(file) {
  const at = file.indexOf('mdat', 0, 'latin1') - 4;
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1, 0);
  head.write('mdat', 4, 'latin1');
  head.writeUInt32BE(file.length - at + 8, 12);
  const moved = Buffer.from(file.subarray(0, at));
  const offset = Buffer.alloc(4);
  offset.writeUInt32BE(at + 8);
  const place = moved.indexOf(offset);
  moved.writeUInt32BE(at + 16, place);
  return Buffer.concat([moved, head, file.subarray(at + 8)]);
}

/** Photographs, CMYK, grey, animation, bit masks: unusual but sound. @type {Category} */
export function* sound() {
  for (const name of ['black-canyon', 'nagasaki-boats', 'locomotion-house-cat'])
    yield { bytes: photograph(name), extension: 'jpg', what: name, expect: 'picture' };
  for (const [name, extension] of /** @type {const} */ ([
    ['jpegCmyk', 'jpg'],
    ['jpegGrey', 'jpg'],
    ['jpegProgressive', 'jpg'],
    ['webpLossy', 'webp'],
    ['webpLossless', 'webp'],
    ['webpAlpha', 'webp'],
    ['avif', 'avif'],
    ['avifAlpha', 'avif'],
  ]))
    yield {
      bytes: TINY[name],
      extension,
      what: name,
      expect: 'picture',
      width: 16,
      height: 12,
    };
  for (const [bytes, width, height] of /** @type {const} */ ([
    [AVIF_422.eight, 65, 47],
    [AVIF_422.ten, 64, 48],
    [withLongBoxes(TINY.avif), 16, 12],
  ]))
    yield { bytes, extension: 'avif', what: `AVIF of ${width}×${height}`, expect: 'picture', width, height };
  const frame = (/** @type {number} */ k) => Uint8Array.from({ length: 600 }, (_, i) => (i + k * 50) & 255);
  const size = { width: 30, height: 20 };
  yield {
    bytes: makeGif({ ...size, palette: PALETTE, frames: [0, 1, 2, 3].map(frame) }),
    extension: 'gif',
    what: 'an animation of four frames',
    expect: 'picture',
    ...size,
  };
  yield {
    bytes: makeGif({ ...size, palette: PALETTE, frames: [frame(0)], transparent: 9 }),
    extension: 'gif',
    what: 'a transparent GIF',
    expect: 'picture',
    ...size,
  };
  for (const height of [20, -20])
    yield {
      bytes: makeBmp({ width: 30, height, bits: 24, colour: (x, y) => [x, y, 7] }),
      extension: 'bmp',
      what: `BMP of height ${height}`,
      expect: 'picture',
      ...size,
    };
  yield {
    bytes: makeBmp({ width: 30, height: 20, bits: 32, colour: (x, y) => [x, y, 7, 99] }),
    extension: 'bmp',
    what: 'BMP with 32 bits',
    expect: 'picture',
    ...size,
  };
}
