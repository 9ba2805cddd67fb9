import { makeBmp } from './bmp.mjs';
import { makeGif } from './gif.mjs';
import { PALETTE, photograph } from './seeds.mjs';
import { TINY } from './tiny.mjs';

/** @typedef {import('./damaged.mjs').Category} Category */

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
