import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { makePng, pngChunk } from '../../../scripts/hostile-images/png.mjs';
import type { PixelSource } from '../worker/pixel-source.ts';
import { pngSource } from './png-source.ts';

const own = (file: Buffer): Uint8Array<ArrayBuffer> => Uint8Array.from(file);

/** All of a source's rectangle as one array of RGB bytes. */
async function readAll(
  source: PixelSource,
  rectangle = { x: 0, y: 0, width: source.width, height: source.height },
) {
  const rows: number[] = [];
  const report = await source.read(rectangle, () => (row) => rows.push(...row));
  return { rgb: Uint8Array.from(rows), ...report };
}

const TYPES = [
  [0, 1, 1],
  [0, 2, 1],
  [0, 4, 1],
  [0, 8, 1],
  [2, 8, 3],
  [4, 8, 2],
  [6, 8, 4],
] as const;

describe('pngSource', () => {
  const picture = fc.record({
    type: fc.constantFrom(...TYPES),
    width: fc.integer({ min: 1, max: 19 }),
    height: fc.integer({ min: 1, max: 19 }),
    interlaced: fc.boolean(),
    seed: fc.nat(1e6),
    idatBytes: fc.integer({ min: 1, max: 40 }),
  });

  it('gives the bytes that pngjs gives, for all colour types, filters and interlacing', async () => {
    await fc.assert(
      fc.asyncProperty(
        picture,
        async ({ type: [colour, depth, channels], width, height, interlaced, seed, idatBytes }) => {
          const samples = Uint8Array.from(
            { length: width * height * channels },
            (_, i) => (Math.imul(i + seed, 2654435761) >>> 13) & ((1 << depth) - 1),
          );
          const file = makePng({ width, height, colour, depth, samples, interlaced, idatBytes });
          const reference = PNG.sync.read(file).data;
          const { rgb } = await readAll(pngSource(own(file))!);
          expect([...rgb]).toEqual([...reference].filter((_, i) => i % 4 !== 3));
        },
      ),
    );
  });

  it('keeps every colour under every opacity', async () => {
    const samples = Uint8Array.from({ length: 256 * 4 }, (_, i) => (i % 4 === 3 ? i >> 2 : (i * 37) & 255));
    const { rgb, transparent } = await readAll(
      pngSource(own(makePng({ width: 16, height: 16, colour: 6, samples })))!,
    );
    expect([...rgb]).toEqual([...samples].filter((_, i) => i % 4 !== 3));
    expect(transparent).toBe(true);
  });

  it('ignores what the file says about colour', async () => {
    const samples = Uint8Array.from({ length: 27 }, (_, i) => i * 9);
    const chunks = [
      pngChunk('gAMA', Buffer.from([0, 0, 0x27, 0x10])),
      pngChunk('iCCP', Buffer.from('x\0\0')),
      pngChunk('sRGB', Buffer.from([2])),
    ];
    const { rgb, transparent } = await readAll(
      pngSource(own(makePng({ width: 3, height: 3, colour: 2, samples, chunks })))!,
    );
    expect([...rgb]).toEqual([...samples]);
    expect(transparent).toBe(false);
  });

  // Palette of four colours at 2 bits; index 2 is transparent.
  it('reads palettes with transparency', async () => {
    const palette = Buffer.from([1, 2, 3, 10, 20, 30, 100, 110, 120, 255, 254, 253]);
    const chunks = [pngChunk('PLTE', palette), pngChunk('tRNS', Buffer.from([255, 255, 0]))];
    const file = makePng({ width: 4, height: 1, colour: 3, depth: 2, samples: [3, 2, 1, 0], chunks });
    const { rgb, transparent } = await readAll(pngSource(own(file))!);
    expect([...rgb]).toEqual([255, 254, 253, 100, 110, 120, 10, 20, 30, 1, 2, 3]);
    expect(transparent).toBe(true);
  });

  it('takes the upper 8 of 16 bits', async () => {
    const file = makePng({
      width: 2,
      height: 1,
      colour: 2,
      depth: 16,
      samples: [0x1234, 0xff80, 0x00ff, 1, 2, 0xabcd],
    });
    expect([...(await readAll(pngSource(own(file))!)).rgb]).toEqual([0x12, 0xff, 0, 0, 0, 0xab]);
  });

  it('says which values 16 bits hold, opacity left out, and spreads them over 0 to 255 where that is asked for', async () => {
    const grey = {
      width: 3,
      height: 1,
      colour: 4,
      depth: 16,
      samples: [100, 9, 4095, 65535, 2100, 0],
    } as const;
    for (const interlaced of [false, true]) {
      const file = own(makePng({ ...grey, interlaced }));
      const plain = await readAll(pngSource(file)!);
      expect(plain.levels).toEqual({ from: 100, to: 4095 });
      expect([...plain.rgb].filter((_, i) => i % 3 === 0)).toEqual([0, 15, 8]);
      const { rgb } = await readAll(pngSource(file, { stretch: plain.levels })!);
      expect([...rgb].filter((_, i) => i % 3 === 0)).toEqual([0, 255, Math.round((2000 * 255) / 3995)]);
    }
  });

  it('reads a rectangle', async () => {
    const samples = Uint8Array.from({ length: 25 }, (_, i) => i * 10);
    for (const interlaced of [false, true]) {
      const source = pngSource(own(makePng({ width: 5, height: 5, colour: 0, samples, interlaced })))!;
      const { rgb } = await readAll(source, { x: 1, y: 2, width: 2, height: 2 });
      expect([...rgb].filter((_, i) => i % 3 === 0)).toEqual([110, 120, 160, 170]);
    }
  });

  it.each([
    [
      'too few rows',
      makePng({ width: 9, height: 9, colour: 0, samples: new Uint8Array(81) }).fill(200, 20, 24),
    ],
    ['no zlib stream', makePng({ width: 2, height: 2, colour: 0, samples: [1, 2, 3, 4] }).fill(0x55, 41, 50)],
  ])('calls a file with %s damaged', async (_, file) => {
    file.writeUInt32BE(file.readUInt32BE(20) & 0xff, 20);
    await expect(readAll(pngSource(own(file))!)).rejects.toMatchObject({ code: 'damaged' });
  });

  it('leaves variants it does not know to the browser', () => {
    const file = makePng({ width: 1, height: 1, colour: 2, samples: [1, 2, 3] });
    file[24] = 3;
    expect(pngSource(own(file))).toBeNull();
    const apple = makePng({
      width: 1,
      height: 1,
      colour: 2,
      samples: [1, 2, 3],
      chunks: [pngChunk('CgBI', new Uint8Array(4))],
    });
    expect(pngSource(own(apple))).toBeNull();
  });
});
