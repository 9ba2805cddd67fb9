import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exifTiff } from '../../../scripts/hostile-images/exif.mjs';
import { makePng, pngChunk, rawProfile } from '../../../scripts/hostile-images/png.mjs';
import { rawProfileOrientation } from './raw-profile.ts';

const png = (...chunks: Uint8Array[]) =>
  Uint8Array.from(makePng({ width: 1, height: 1, colour: 0, samples: [9], chunks }));

describe('the orientation in a profile that is written as text', () => {
  it('is read from both names, plain and compressed, with and without the prefix of a JPEG', async () => {
    for (const name of ['exif', 'APP1'])
      for (const prefix of ['', 'Exif\0\0'])
        for (const compressed of [false, true])
          for (const order of ['II', 'MM'] as const) {
            const exif = Buffer.concat([Buffer.from(prefix, 'latin1'), exifTiff(6, order)]);
            expect(await rawProfileOrientation(png(rawProfile(name, exif, compressed)))).toBe(6);
          }
  });

  it('is read where a long profile stands behind it, and not from other profiles', async () => {
    const long = Buffer.concat([exifTiff(8), Buffer.alloc(60_000, 7)]);
    expect(
      await rawProfileOrientation(png(rawProfile('xmp', exifTiff(3), true), rawProfile('exif', long, true))),
    ).toBe(8);
    expect(await rawProfileOrientation(png(rawProfile('icc', exifTiff(3), false)))).toBe(1);
    expect(await rawProfileOrientation(png())).toBe(1);
  });

  it('is upright in whatever else stands there', async () => {
    const text = (value: Uint8Array) =>
      png(pngChunk('zTXt', Buffer.concat([Buffer.from('Raw profile type exif\0\0', 'latin1'), value])));
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (value) => {
        expect(await rawProfileOrientation(text(value))).toBe(1);
        expect(await rawProfileOrientation(text(deflateSync(value)))).toBe(1);
      }),
      { numRuns: 30 },
    );
  });
});
