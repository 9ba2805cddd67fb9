import { deflateSync } from 'node:zlib';
import { makeGif } from './gif.mjs';
import { PNG_SIGNATURE, pngChunk, pngHeader } from './png.mjs';
import { PALETTE } from './seeds.mjs';
import { makeHeic, TINY } from './tiny.mjs';

/** @typedef {import('./damaged.mjs').Category} Category */

/** Chunks of a PNG, from header to end. @param {Parameters<typeof pngHeader>[0]} header @param {readonly Uint8Array[]} chunks */
const png = (header, chunks) =>
  Buffer.concat([PNG_SIGNATURE, pngHeader(header), ...chunks, pngChunk('IEND', new Uint8Array())]);

/** zlib data of `megabytes` of zeros: 1032 times smaller. A block of its own repeats, so that making it takes no memory.
 * @param {number} megabytes */
export function zeros(megabytes) {
  const unit = deflateSync(new Uint8Array(1 << 20), { level: 9, finishFlush: 2 });
  const [head, block] = [unit.subarray(0, 2), unit.subarray(2)];
  return Buffer.concat([head, ...Array.from({ length: megabytes }, () => block)]);
}

/** A PNG of 64×64 whose data inflates to far more than its rows. @param {number} megabytes */
export const inflatingPng = (megabytes) =>
  png({ width: 64, height: 64, colour: 0 }, [pngChunk('IDAT', zeros(megabytes))]);

/** @param {number} count */
export function manyChunks(count) {
  const empty = pngChunk('IDAT', new Uint8Array());
  const data = pngChunk('IDAT', deflateSync(new Uint8Array(64 * 65)));
  return png({ width: 64, height: 64, colour: 0 }, [Buffer.alloc(empty.length * count, empty), data]);
}

/** A GIF whose frames reach past its screen. @param {number} screen @param {readonly number[]} frames sides */
export function gifOf(screen, frames) {
  const gif = makeGif({
    width: 4,
    height: 4,
    palette: PALETTE,
    frames: frames.map(() => new Uint8Array(16)),
  });
  gif.writeUInt16LE(screen, 6);
  gif.writeUInt16LE(screen, 8);
  let at = 0;
  for (const side of frames) {
    at = gif.indexOf(Buffer.from([0x2c, 0, 0, 0, 0, 4, 0, 4, 0]), at + 1);
    gif.writeUInt16LE(side, at + 5);
    gif.writeUInt16LE(side, at + 7);
  }
  return gif;
}

/** An AVIF whose boxes say another size than its data does. @param {number} width @param {number} height */
export function avifSaying(width, height) {
  const avif = Buffer.from(TINY.avif);
  const at = avif.indexOf('ispe', 0, 'latin1') + 8;
  avif.writeUInt32BE(width, at);
  avif.writeUInt32BE(height, at + 4);
  return avif;
}

/** The same pictures with their data in front: the size stands behind it. @param {Uint8Array} file */
export function dataFirst(file) {
  const bytes = Buffer.from(file);
  /** @type {[string, Buffer][]} */
  const boxes = [];
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at))
    boxes.push([bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at, at + bytes.readUInt32BE(at))]);
  const of = (/** @type {string} */ type) =>
    Buffer.concat(boxes.filter(([t]) => t === type).map(([, b]) => b));
  const meta = Buffer.from(of('meta'));
  const [before, after] = [bytes.indexOf('mdat', 0, 'latin1') + 4, of('ftyp').length + 8];
  // The only offset in the location box, four bytes, wherever it stands.
  const offset = Buffer.alloc(4);
  offset.writeUInt32BE(before);
  const at = meta.indexOf(offset);
  if (at >= 0) meta.writeUInt32BE(after, at);
  return Buffer.concat([of('ftyp'), of('mdat'), meta]);
}

/** An AVIF that nowhere says how large it is. */
export function unsizedAvif() {
  const avif = Buffer.from(TINY.avif);
  avif.write('free', avif.indexOf('ispe', 0, 'latin1'), 'latin1');
  return avif;
}

/** A WebP whose frame is larger than its canvas. @param {number} canvas @param {number} frame @param {boolean} animated */
export function webpFrame(canvas, frame, animated) {
  const lossy = Buffer.from(TINY.webpLossy.subarray(12));
  lossy.writeUInt16LE(frame, 14);
  lossy.writeUInt16LE(frame, 16);
  const three = (/** @type {number} */ n) => [n & 255, (n >> 8) & 255, n >> 16];
  const chunk = (/** @type {string} */ type, /** @type {Uint8Array} */ payload) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32LE(payload.length, 4);
    return Buffer.concat([head, payload, Buffer.alloc(payload.length & 1)]);
  };
  const extended = chunk(
    'VP8X',
    Buffer.from([animated ? 2 : 0, 0, 0, 0, ...three(canvas - 1), ...three(canvas - 1)]),
  );
  const placed = Buffer.from([
    ...three(0),
    ...three(0),
    ...three(frame - 1),
    ...three(frame - 1),
    ...three(100),
    0,
  ]);
  const body = animated
    ? [chunk('ANIM', Buffer.alloc(6)), chunk('ANMF', Buffer.concat([placed, lossy]))]
    : [lossy];
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP', 'latin1'), extended, ...body]));
}

/** An icon that holds a PNG of another size than its directory says. @param {number} side */
export function icoOf(side) {
  const inside = png({ width: side, height: side, colour: 6 }, [pngChunk('IDAT', zeros(1))]);
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.set([16, 16, 0, 0, 1, 0, 32, 0], 6);
  head.writeUInt32LE(inside.length, 14);
  head.writeUInt32LE(22, 18);
  return Buffer.concat([head, inside]);
}

/** Small files that would fill the memory, if decoders had their way. @type {Category} */
export function* bombs() {
  for (const megabytes of [1, 64, 2048])
    yield {
      bytes: inflatingPng(megabytes),
      extension: 'png',
      what: `a PNG of 64×64 with ${megabytes} MB of data`,
      expect: 'picture',
      width: 64,
      height: 64,
    };
  for (const [width, height] of /** @type {const} */ ([
    [64e6, 1],
    [1, 64e6],
    [2e6, 2],
  ]))
    yield {
      bytes: png({ width, height, colour: 6, depth: 16 }, [pngChunk('IDAT', zeros(512))]),
      extension: 'png',
      what: `a PNG of ${width}×${height} at 16 bits`,
      expect: 'error',
    };
  yield {
    bytes: manyChunks(1000),
    extension: 'png',
    what: '1000 empty chunks',
    expect: 'picture',
    width: 64,
    height: 64,
  };
  yield { bytes: manyChunks(120_000), extension: 'png', what: '120,000 empty chunks', expect: 'error' };
  for (const [screen, ...frames] of /** @type {const} */ ([
    [1, 20000],
    [8000, 9000],
    [4, 4, 20000],
  ]))
    yield {
      bytes: gifOf(screen, frames),
      extension: 'gif',
      what: `a GIF of ${screen}² with frames of ${frames.join(' and ')}`,
      expect: 'error',
    };
  yield {
    bytes: gifOf(
      4,
      Array.from({ length: 10_001 }, () => 4),
    ),
    extension: 'gif',
    what: 'a GIF of 10,001 frames',
    expect: 'error',
  };
  for (const animated of [false, true])
    yield {
      bytes: webpFrame(1, 16383, animated),
      extension: 'webp',
      what: `a WebP of 1×1 with a frame of 16383², ${animated ? 'animated' : 'still'}`,
      expect: 'error',
    };
  yield {
    bytes: unsizedAvif(),
    extension: 'avif',
    what: 'an AVIF that does not say its size',
    expect: 'error',
  };
  yield {
    bytes: dataFirst(avifSaying(20000, 20000)),
    extension: 'avif',
    what: 'an AVIF of 400 megapixels, data first',
    expect: 'error',
  };
  yield { bytes: dataFirst(makeHeic()), extension: 'heic', what: 'a HEIC, data first', expect: 'error' };
  yield {
    bytes: dataFirst(TINY.avif),
    extension: 'avif',
    what: 'an AVIF with its data first',
    expect: 'picture',
    width: 16,
    height: 12,
  };
  yield {
    bytes: icoOf(20000),
    extension: 'ico',
    what: 'an icon of 16×16 that is 20000×20000',
    expect: 'error',
  };
}
