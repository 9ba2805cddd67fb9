import { deflateSync } from 'node:zlib';
import { makePng, pngChunk } from './png.mjs';
import { gradient } from './seeds.mjs';
import { TINY } from './tiny.mjs';

/** @typedef {import('./damaged.mjs').Category} Category */

/** A RIFF chunk, padded to an even length. @param {string} name @param {Uint8Array} payload */
function riffChunk(name, payload) {
  const head = Buffer.alloc(8);
  head.write(name, 0, 'latin1');
  head.writeUInt32LE(payload.length, 4);
  return Buffer.concat([head, payload, Buffer.alloc(payload.length & 1)]);
}

/** Little-endian numbers of three bytes each. @param {readonly number[]} values */
const threes = (...values) => Buffer.from(values.flatMap((v) => [v & 255, (v >> 8) & 255, v >> 16]));

/** The pictures of whole WebP files as frames of one film. @param {number} width @param {number} height @param {readonly Buffer[]} frames */
export function animatedWebp(width, height, frames) {
  const body = Buffer.concat([
    Buffer.from('WEBP', 'latin1'),
    riffChunk('VP8X', Buffer.concat([Buffer.from([2, 0, 0, 0]), threes(width - 1, height - 1)])),
    riffChunk('ANIM', Buffer.alloc(6)),
    ...frames.map((webp) =>
      riffChunk(
        'ANMF',
        Buffer.concat([threes(0, 0, width - 1, height - 1, 100), Buffer.from([0]), webp.subarray(12)]),
      ),
    ),
  ]);
  return riffChunk('RIFF', body);
}

/** @param {number} count frames, the first of which is the still picture too. @param {boolean} stillFirst it is none of them */
export function animatedPng(count, width = 40, height = 30, stillFirst = false) {
  let sequence = 0;
  const control = () => {
    const data = Buffer.alloc(26);
    for (const [i, value] of [sequence++, width, height, 0, 0].entries()) data.writeUInt32BE(value, i * 4);
    data.set([0, 1, 0, 10], 20);
    return pngChunk('fcTL', data);
  };
  const number = (/** @type {number} */ value) => Buffer.from(Uint32Array.of(value).buffer).swap32();
  const chunks = [
    pngChunk('acTL', Buffer.concat([number(count), number(0)])),
    ...(stillFirst ? [] : [control()]),
  ];
  const still = makePng({ width, height, colour: 2, samples: gradient(width, height, 3), chunks });
  const more = [];
  for (let frame = stillFirst ? 0 : 1; frame < count; frame++) {
    const rows = Buffer.alloc(height * (1 + width * 3), frame * 40);
    for (let y = 0; y < height; y++) rows[y * (1 + width * 3)] = 0;
    more.push(control(), pngChunk('fdAT', Buffer.concat([number(sequence++), deflateSync(rows)])));
  }
  // Before IEND.
  return Buffer.concat([still.subarray(0, -12), ...more, still.subarray(-12)]);
}

/** Films: the first frame is the picture. @type {Category} */
export function* animated() {
  const small = { width: 16, height: 12 };
  for (const frames of [[TINY.webpLossy], [TINY.webpLossy, TINY.webpLossless, TINY.webpLossy]])
    yield {
      bytes: animatedWebp(16, 12, frames),
      extension: 'webp',
      what: `an animated WebP, frames: ${frames.length}`,
      expect: 'picture',
      ...small,
    };
  yield {
    bytes: animatedWebp(16, 12, []),
    extension: 'webp',
    what: 'an animated WebP without a frame',
    expect: 'error',
  };
  for (const count of [2, 4])
    yield {
      bytes: animatedPng(count),
      extension: 'png',
      what: `an APNG, frames: ${count}`,
      expect: 'picture',
      width: 40,
      height: 30,
    };
}
