import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JPEGS } from '../../../scripts/hostile-images/codings.mjs';
import { gradientJpeg, photograph } from '../../../scripts/hostile-images/seeds.mjs';
import { TINY } from '../../../scripts/hostile-images/tiny.mjs';
import { endOfScans } from './jpeg-scans.ts';

const FILES: readonly (readonly [string, Uint8Array])[] = [
  ...Object.entries(JPEGS),
  ['progressive with refinements', TINY.jpegProgressive],
  ['CMYK', TINY.jpegCmyk],
  ['grey', TINY.jpegGrey],
  ['one pixel', gradientJpeg(1, 1)],
  ['a photograph', photograph('march-pastoral')],
];

/** Where the end-of-image marker stands, behind the last scan. */
const endOf = (file: Uint8Array): number => Buffer.from(file).lastIndexOf(Buffer.from([0xff, 0xd9]));

describe.each(FILES)('the end of the picture in a JPEG: %s', (_, file) => {
  const end = endOf(file);

  it('is found with the end marker and without it, whatever follows', () => {
    expect(endOfScans(file)).toBe(end);
    const open = file.subarray(0, end);
    expect(endOfScans(open)).toBe(end);
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (trailer) => {
        // What a decoder would take for more tables or scans is no trailer.
        fc.pre(trailer[0] !== 0xff);
        expect(endOfScans(Buffer.concat([open, trailer]))).toBe(end);
      }),
      { numRuns: 30 },
    );
    expect(endOfScans(Buffer.concat([open, file]))).toBe(end);
  });

  it('is missing when a single byte of the pixels is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Math.min(end - 2, 3000) }), (less) => {
        expect(endOfScans(file.subarray(0, end - less))).toBeNull();
      }),
      { numRuns: 60 },
    );
    expect(endOfScans(file.subarray(0, end - 1))).toBeNull();
  });
});

it('never throws, whatever the bytes are', () => {
  const edit = fc.tuple(fc.nat(4000), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(
      fc.constantFrom(...FILES.map(([, file]) => file.subarray(0, 4000))),
      fc.array(edit, { minLength: 1, maxLength: 20 }),
      (file, edits) => {
        const changed = Uint8Array.from(file);
        for (const [at, value] of edits) changed[at % changed.length] = value;
        const end = endOfScans(changed);
        expect(end === null || (end > 0 && end <= changed.length)).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
