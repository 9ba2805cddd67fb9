import { describe, expect, it } from 'vitest';
import { exifTiff, webpWithExif, withOrientation } from '../../../scripts/hostile-images/exif.mjs';
import { makePng, pngChunk } from '../../../scripts/hostile-images/png.mjs';
import { gradient, gradientJpeg } from '../../../scripts/hostile-images/seeds.mjs';
import { TINY } from '../../../scripts/hostile-images/tiny.mjs';
import type { Orientation } from '../header/format.ts';
import { readHeader } from '../header/read-header.ts';
import { openSource } from './open-source.ts';
import type { PixelSource } from './pixel-source.ts';

const [W, H] = [7, 5];
const upright = gradient(W, H, 3);
const ALL = [1, 2, 3, 4, 5, 6, 7, 8] as const satisfies readonly Orientation[];

/** Where the pixel that is to be seen at (x, y) of 7×5 is stored, for each EXIF orientation. EXIF 2.32, 4.6.4. */
const STORED: Readonly<Record<Orientation, (x: number, y: number) => readonly [number, number]>> = {
  1: (x, y) => [x, y],
  2: (x, y) => [W - 1 - x, y],
  3: (x, y) => [W - 1 - x, H - 1 - y],
  4: (x, y) => [x, H - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y) => [y, W - 1 - x],
  7: (x, y) => [H - 1 - y, W - 1 - x],
  8: (x, y) => [H - 1 - y, x],
};

/** The picture as a camera would store it that was held so, with the tag before or behind the pixels. */
function stored(orientation: Orientation, behind: boolean, type: 1 | 3 | 4 = 3): Blob {
  const [width, height] = orientation >= 5 ? [H, W] : [W, H];
  const samples = new Uint8Array(upright.length);
  for (let y = 0; y < H; y++)
    for (let x = 0; x < W; x++) {
      const [sx, sy] = STORED[orientation](x, y);
      samples.set(upright.subarray((y * W + x) * 3, (y * W + x) * 3 + 3), (sy * width + sx) * 3);
    }
  const png = makePng({ width, height, colour: 2, samples });
  const at = behind ? png.length - 12 : 33;
  const tag = pngChunk('eXIf', exifTiff(orientation, 'MM', type));
  return new Blob([png.subarray(0, at), tag, png.subarray(at)]);
}

async function read(source: PixelSource, rectangle = { x: 0, y: 0, width: W, height: H }): Promise<number[]> {
  const bytes: number[] = [];
  await source.read(rectangle, () => (row) => bytes.push(...row));
  return bytes;
}

describe.each(ALL)('a PNG of orientation %i', (orientation) => {
  it.each([false, true])('stands upright, pixel by pixel; tag behind the pixels: %s', async (behind) => {
    for (const type of [1, 3, 4] as const) {
      const { source } = await openSource(stored(orientation, behind, type));
      expect([source.width, source.height]).toEqual([W, H]);
      expect(await read(source)).toEqual([...upright]);
    }
  });

  it('is cut upright', async () => {
    const { source } = await openSource(stored(orientation, true));
    const cut = await read(source, { x: 2, y: 1, width: 3, height: 4 });
    const expected = [1, 2, 3, 4].flatMap((y) => [...upright.subarray((y * W + 2) * 3, (y * W + 5) * 3)]);
    expect(cut).toEqual(expected);
  });
});

describe('the tag', () => {
  it.each(ALL)('is read in a WebP whether or not it is announced: %i', (orientation) => {
    for (const flags of [0, 8])
      for (const prefix of ['', 'Exif\0\0']) {
        const exif = Buffer.concat([Buffer.from(prefix, 'latin1'), exifTiff(orientation)]);
        expect(readHeader(webpWithExif(TINY.webpLossy, 16, 12, exif, flags)).orientation).toBe(orientation);
      }
  });

  it('is read as any whole number, in both byte orders', () => {
    for (const type of [1, 3, 4, 6, 8, 9] as const)
      for (const order of ['II', 'MM'] as const)
        expect(readHeader(withOrientation(gradientJpeg(8, 8), 6, order, type)).orientation).toBe(6);
  });
});
