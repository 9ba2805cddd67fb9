import { makeBmp } from './bmp.mjs';
import { makeGif } from './gif.mjs';
import { blackPng, makePng, PNG_SIGNATURE, pngChunk, pngHeader } from './png.mjs';
import { gradientJpeg, PALETTE } from './seeds.mjs';
import { TINY } from './tiny.mjs';

/** @typedef {import('./damaged.mjs').Category} Category */

/** A PNG whose header promises a size that its data does not hold. @param {number} width @param {number} height */
const promise = (width, height) =>
  Buffer.concat([
    PNG_SIGNATURE,
    pngHeader({ width, height, colour: 6 }),
    pngChunk('IDAT', Buffer.from('789c636000000002000148afa471', 'hex')),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);

/** The same for a JPEG: the frame header of a real one is overwritten. @param {number} width @param {number} height */
function lyingJpeg(width, height) {
  const jpeg = Buffer.from(gradientJpeg(16, 16));
  const at = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  jpeg.writeUInt16BE(height, at + 5);
  jpeg.writeUInt16BE(width, at + 7);
  return jpeg;
}

/** The same for a WebP (VP8). @param {number} width @param {number} height */
function lyingWebp(width, height) {
  const webp = Buffer.from(TINY.webpLossy);
  webp.writeUInt16LE(width, 26);
  webp.writeUInt16LE(height, 28);
  return webp;
}

/** Too small, too large, too long, and sizes that are not true. @type {Category} */
export function* sizes() {
  for (const [width, height] of /** @type {const} */ ([
    [1, 1],
    [2, 1],
    [1, 2],
    [1, 300],
    [300, 1],
    [30000, 1],
    [1, 30000],
    [32768, 2],
    [65536, 1],
    [70000, 1],
    [4000, 3000],
    [8000, 8000],
  ]))
    yield {
      bytes: blackPng(width, height),
      extension: 'png',
      what: `PNG of ${width}×${height}`,
      expect: 'picture',
      width,
      height,
    };
  yield {
    bytes: makePng({ width: 1, height: 1, colour: 6, samples: [9, 8, 7, 0] }),
    extension: 'png',
    what: 'one transparent pixel',
    expect: 'picture',
    width: 1,
    height: 1,
  };
  for (const [width, height] of /** @type {const} */ ([
    [10000, 10000],
    [8001, 8000],
    [100000, 1000],
  ]))
    yield {
      bytes: blackPng(width, height),
      extension: 'png',
      what: `a real PNG of ${(width * height) / 1e6} megapixels`,
      expect: 'error',
    };
  for (const [width, height] of /** @type {const} */ ([
    [10000, 10000],
    [0x7fffffff, 0x7fffffff],
    [0xffffffff, 1],
    [65535, 65535],
    [5000, 5000],
    [0, 0],
    [0, 9],
    [9, 0],
  ]))
    yield {
      bytes: promise(width, height),
      extension: 'png',
      what: `a PNG that promises ${width}×${height}`,
      expect: 'error',
    };
  for (const [width, height] of /** @type {const} */ ([
    [65535, 65535],
    [10000, 10000],
    [0, 16],
    [16, 0],
  ]))
    yield {
      bytes: lyingJpeg(width, height),
      extension: 'jpg',
      what: `a JPEG that promises ${width}×${height}`,
      expect: 'error',
    };
  for (const [width, height] of /** @type {const} */ ([
    [7000, 7000],
    [65000, 1],
    [1, 65000],
    [17, 17],
  ]))
    yield {
      bytes: lyingJpeg(width, height),
      extension: 'jpg',
      what: `a JPEG that promises ${width}×${height}`,
      expect: 'either',
      width,
      height,
    };
  for (const [width, height] of /** @type {const} */ ([
    [1, 1],
    [300, 1],
    [1, 300],
    [16000, 1],
    [1, 16000],
  ]))
    yield {
      bytes: gradientJpeg(width, height),
      extension: 'jpg',
      what: `JPEG of ${width}×${height}`,
      expect: 'picture',
      width,
      height,
    };
  for (const [width, height] of /** @type {const} */ ([
    [16383, 16383],
    [0, 0],
    [16383, 1],
  ]))
    yield {
      bytes: lyingWebp(width, height),
      extension: 'webp',
      what: `a WebP that promises ${width}×${height}`,
      expect: width > 1 && height === 1 ? 'either' : 'error',
    };
  yield {
    bytes: makeBmp({ width: 70000, height: 1, bits: 24, colour: () => [1, 2, 3] }),
    extension: 'bmp',
    what: 'BMP of 70000×1',
    expect: 'error',
  };
  yield {
    bytes: makeBmp({ width: 1, height: 1, bits: 24, colour: () => [1, 2, 3] }),
    extension: 'bmp',
    what: 'BMP of 1×1',
    expect: 'picture',
    width: 1,
    height: 1,
  };
  const hollow = makeBmp({ width: 2, height: 2, bits: 24, colour: () => [1, 2, 3] });
  for (const [width, height] of /** @type {const} */ ([
    [0, 0],
    [-5, 5],
    [20000, 20000],
    [0x7fffffff, -0x80000000],
  ])) {
    const lying = Buffer.from(hollow);
    lying.writeInt32LE(width, 18);
    lying.writeInt32LE(height, 22);
    yield { bytes: lying, extension: 'bmp', what: `a BMP that promises ${width}×${height}`, expect: 'error' };
  }
  const gif = makeGif({ width: 4, height: 4, palette: PALETTE, frames: [new Uint8Array(16)] });
  for (const [width, height, expect] of /** @type {const} */ ([
    [65535, 65535, 'error'],
    [0, 0, 'error'],
    [60000, 1, 'either'],
    [8000, 8000, 'either'],
  ])) {
    const lying = Buffer.from(gif);
    lying.writeUInt16LE(width, 6);
    lying.writeUInt16LE(height, 8);
    yield { bytes: lying, extension: 'gif', what: `a GIF of 4×4 on a screen of ${width}×${height}`, expect };
  }
}
