import { deflateSync } from 'node:zlib';
import { makePng, pngChunk } from './png.mjs';
import { gradient, PALETTE } from './seeds.mjs';

/** @typedef {import('./damaged.mjs').Category} Category */

/** Every PNG colour type, depth and interlacing. @type {Category} */
export function* pngTypes(random) {
  /** @type {readonly (readonly [0 | 2 | 3 | 4 | 6, 1 | 2 | 4 | 8 | 16, number])[]} */
  const types = [
    [0, 1, 1],
    [0, 2, 1],
    [0, 4, 1],
    [0, 8, 1],
    [0, 16, 1],
    [2, 8, 3],
    [2, 16, 3],
    [3, 1, 1],
    [3, 2, 1],
    [3, 4, 1],
    [3, 8, 1],
    [4, 8, 2],
    [4, 16, 2],
    [6, 8, 4],
    [6, 16, 4],
  ];
  for (const [colour, depth, channels] of types)
    for (const interlaced of [false, true]) {
      const [width, height] = [1 + random(50), 1 + random(50)];
      const samples = Array.from({ length: width * height * channels }, () => random(2 ** depth));
      const chunks = colour === 3 ? [pngChunk('PLTE', PALETTE.subarray(0, 3 * 2 ** depth))] : [];
      const what = `PNG colour type ${colour}, ${depth} bit${interlaced ? ', interlaced' : ''}`;
      yield {
        bytes: makePng({ width, height, colour, depth, samples, interlaced, chunks }),
        extension: 'png',
        what,
        expect: 'picture',
        width,
        height,
      };
    }
}

/** Colour chunks, profiles, transparency and other things PNGs carry. @type {Category} */
export function* pngChunks() {
  const rgb = gradient(40, 30, 3);
  const size = { width: 40, height: 30 };
  const gamma = Buffer.from([0, 0, 0x27, 0x10]);
  /** @type {readonly (readonly [string, Uint8Array[]])[]} */
  const variants = [
    ['gAMA 0.1', [pngChunk('gAMA', gamma)]],
    ['gAMA 0', [pngChunk('gAMA', Buffer.alloc(4))]],
    ['sRGB and gAMA', [pngChunk('sRGB', Buffer.from([0])), pngChunk('gAMA', gamma)]],
    [
      'cHRM with red and blue swapped',
      [
        pngChunk(
          'cHRM',
          Buffer.from(
            Uint32Array.from([31270, 32900, 15000, 6000, 30000, 60000, 64000, 33000]).buffer,
          ).swap32(),
        ),
        pngChunk('gAMA', gamma),
      ],
    ],
    [
      'a broken iCCP',
      [pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.from('no profile'))]))],
    ],
    [
      'an iCCP bomb',
      [pngChunk('iCCP', Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(1 << 24))]))],
    ],
    ['cICP (PQ)', [pngChunk('cICP', Buffer.from([9, 16, 0, 1]))]],
    [
      'a text bomb',
      [pngChunk('zTXt', Buffer.concat([Buffer.from('x\0\0'), deflateSync(Buffer.alloc(1 << 24))]))],
    ],
    ['an unknown ancillary chunk', [pngChunk('teSt', Buffer.alloc(10))]],
    ['tRNS in an RGB picture', [pngChunk('tRNS', Buffer.from([0, 0, 0, 0, 0, 128]))]],
    ['pixels that are not square', [pngChunk('pHYs', Buffer.from([0, 0, 0, 9, 0, 0, 0, 1, 0]))]],
    [
      'APNG control chunks',
      [
        pngChunk('acTL', Buffer.from([0, 0, 0, 1, 0, 0, 0, 0])),
        pngChunk(
          'fcTL',
          Buffer.from([0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0]),
        ),
      ],
    ],
  ];
  for (const [what, chunks] of variants)
    yield {
      bytes: makePng({ ...size, colour: 2, samples: rgb, chunks }),
      extension: 'png',
      what,
      expect: 'picture',
      ...size,
    };
  yield {
    bytes: makePng({ ...size, colour: 2, samples: rgb, chunks: [pngChunk('TeSt', Buffer.alloc(3))] }),
    extension: 'png',
    what: 'an unknown critical chunk',
    expect: 'picture',
    ...size,
  };
  yield {
    bytes: makePng({ ...size, colour: 2, samples: rgb, idatBytes: 1 }),
    extension: 'png',
    what: 'one byte per IDAT',
    expect: 'picture',
    ...size,
  };
  yield {
    bytes: makePng({
      ...size,
      colour: 3,
      samples: new Uint8Array(1200).fill(200),
      chunks: [pngChunk('PLTE', PALETTE.subarray(0, 9))],
    }),
    extension: 'png',
    what: 'indices past the palette',
    expect: 'picture',
    ...size,
  };
  yield {
    bytes: makePng({ ...size, colour: 3, samples: new Uint8Array(1200) }),
    extension: 'png',
    what: 'no palette at all',
    expect: 'error',
  };
  const alpha = Uint8Array.from({ length: 256 * 4 }, (_, i) => (i % 4 === 3 ? i >> 2 : (i * 37) & 255));
  yield {
    bytes: makePng({ width: 16, height: 16, colour: 6, samples: alpha }),
    extension: 'png',
    what: 'every opacity from 0 to 255',
    expect: 'picture',
    width: 16,
    height: 16,
  };
}
