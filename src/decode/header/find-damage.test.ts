import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GIFS, JPEGS } from '../../../scripts/hostile-images/codings.mjs';
import { gradientJpeg, photograph } from '../../../scripts/hostile-images/seeds.mjs';
import { TINY } from '../../../scripts/hostile-images/tiny.mjs';
import { findDamage, lacksData, mend } from './find-damage.ts';

describe.each(Object.entries(GIFS))('a GIF that is cut: %s', (_, file) => {
  const gif = Uint8Array.from(file);

  it('is mended as long as its last pixel is there, and is then whole', () => {
    let least = gif.length;
    while (mend(gif.subarray(0, least - 1)) ?? findDamage(gif.subarray(0, least - 1)) === null) least--;
    // Its trailer, the end of the frame, and at most the code behind the pixels.
    expect(gif.length - least).toBeGreaterThanOrEqual(2);
    expect(gif.length - least).toBeLessThanOrEqual(4);
    for (let n = least; n < gif.length - 1; n++) {
      const mended = mend(gif.subarray(0, n))!;
      expect(findDamage(mended.bytes)).toBeNull();
      expect(mended.bytes.subarray(0, 600)).toEqual(gif.subarray(0, 600));
      expect(mended.missing).toMatch(/^no end/);
    }
    fc.assert(
      fc.property(fc.integer({ min: 14, max: least - 1 }), (n) => {
        expect(mend(gif.subarray(0, n))).toBeNull();
      }),
    );
  });
});

describe('a JPEG that has its end', () => {
  const FILES: readonly (readonly [string, Uint8Array])[] = [
    ...Object.entries(JPEGS),
    ['progressive with refinements', TINY.jpegProgressive],
    ['CMYK', TINY.jpegCmyk],
    ['grey', TINY.jpegGrey],
    ['one pixel', gradientJpeg(1, 1)],
    ['a photograph', photograph('march-pastoral')],
  ];

  it.each(FILES)('lacks nothing: %s', (_, file) => {
    expect(lacksData(file)).toBe(false);
    expect(lacksData(Buffer.concat([file, Buffer.alloc(500, 7)]))).toBe(false);
  });

  it.each(FILES.filter(([, { length }]) => length > 1000))('lacks pixels where it was cut: %s', (_, file) => {
    const end = Buffer.from(file).lastIndexOf(Buffer.from([0xff, 0xd9]));
    const scan = Buffer.from(file).indexOf(Buffer.from([0xff, 0xda]));
    fc.assert(
      fc.property(fc.integer({ min: scan + 20, max: end - 2 }), (n) => {
        // A cut through a marker or a stuffed byte would make another marker of what is put there.
        fc.pre(file[n - 1] !== 0xff);
        const closed = Buffer.concat([file.subarray(0, n), Buffer.from([0xff, 0xd9])]);
        // Where a table was cut, the file is not understood, and nothing is said of it.
        fc.pre(findDamage(closed) === null);
        expect(lacksData(closed)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('lacks pixels where its header says that it is higher than it is', () => {
    const higher = Buffer.from(JPEGS.optimised);
    const frame = higher.indexOf(Buffer.from([0xff, 0xc0]));
    higher.writeUInt16BE(higher.readUInt16BE(frame + 5) * 2, frame + 5);
    expect(findDamage(higher)).toBeNull();
    expect(lacksData(higher)).toBe(true);
  });

  it('is left alone where it is not understood: tables that are not in it, arithmetic coding, bytes between segments', () => {
    const file = Buffer.from(JPEGS.optimised);
    const tables = file.indexOf(Buffer.from([0xff, 0xc4]));
    const frame = file.indexOf(Buffer.from([0xff, 0xc0]));
    const hidden = Buffer.from(file);
    // A comment in place of the tables.
    hidden.writeUInt8(0xfe, tables + 1);
    const arithmetic = Buffer.from(file);
    arithmetic.writeUInt8(0xc9, frame + 1);
    const between = Buffer.concat([file.subarray(0, 20), Buffer.from('junk'), file.subarray(20)]);
    for (const one of [hidden, arithmetic, between]) expect(lacksData(one)).toBe(false);
  });
});
