import { describe, expect, it } from 'vitest';
import { blackPng, makePng } from '../../../scripts/hostile-images/png.mjs';
import { makeHeic, makeMp4, TINY } from '../../../scripts/hostile-images/tiny.mjs';
import { AppError } from '../../core/app-error.ts';
import { readHeader } from '../header/read-header.ts';
import { LIMITS } from '../limits.ts';
import { explainFailure } from './explain-failure.ts';
import { openSource } from './open-source.ts';
import { refuse } from './refuse.ts';

const judge = (bytes: Uint8Array, size = bytes.length): AppError | null => {
  try {
    refuse(readHeader(bytes), size);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
};
const text = (s: string): Uint8Array => new TextEncoder().encode(s);
const png = makePng({ width: 2, height: 2, colour: 0, samples: [1, 2, 3, 4] });

describe('refuse', () => {
  it.each([
    ['nothing', new Uint8Array(), 'empty-file', /empty \(0 bytes\)\. Save or download it again/],
    ['a web page', text('<!doctype html><img>'), 'not-an-image', /a web page.*save the picture itself/],
    ['a PDF', text('%PDF-1.4'), 'not-an-image', /PDF or PostScript document.*screenshot/],
    ['text', text('hello'), 'not-an-image', /text.*save it again/],
    [
      'a pointer of Git LFS',
      text('version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n'),
      'not-an-image',
      /Git LFS.*git lfs pull/,
    ],
    ['an SVG', text('<svg onload="x"/>'), 'unsupported-format', /SVG drawing.*Export it as a PNG/],
    ['a film', makeMp4(), 'not-an-image', /a video.*screenshot of the frame/],
    [
      'a raw file',
      text('FUJIFILMCCD-RAW 0201'),
      'unsupported-format',
      /a camera raw file.*export it as a JPEG/,
    ],
    [
      'PPM',
      text('P6\n9 7\n255\n'),
      'unsupported-format',
      /most browsers do not open.*Open it in its program/,
    ],
    ['noise', new Uint8Array([1, 0, 3, 0, 5]), 'not-an-image', /no picture format.*export this one/],
    [
      '100 megapixels',
      blackPng(10000, 10000),
      'too-large',
      /^This picture has 100 megapixels; semblance opens up to 64\. Scale it down and drop it again\.$/,
    ],
    ['a little too much', blackPng(8000, 8001), 'too-large', /has 65 megapixels/],
    ['no pixels', makePng({ width: 0, height: 5, colour: 0, samples: [] }), 'no-pixels', /0 by 5 pixels/],
  ])('%s', (_, bytes, code, words) => {
    const fault = judge(bytes);
    expect(fault?.code).toBe(code);
    expect(fault?.message).toMatch(words);
  });

  it('lets pictures pass, up to the limits', () => {
    for (const bytes of [png, TINY.avif, TINY.webpLossy, TINY.jpegCmyk, makeHeic(), blackPng(8000, 8000)])
      expect(judge(bytes)).toBeNull();
    expect(judge(png, LIMITS.fileBytes + 1)).toMatchObject({ code: 'too-large' });
  });
});

describe('explainFailure', () => {
  const header = (kind: 'heic' | 'jpeg' | 'bmp' | 'tiff', width = 10) => ({
    kind,
    dimensions: { width, height: 1 },
  });
  const undecodable = new DOMException('The source image could not be decoded.', 'InvalidStateError');
  it.each([
    [undecodable, header('heic'), 'heic', /Export it as JPEG.*Settings → Camera → Formats → Most Compatible/],
    [undecodable, header('tiff'), 'unsupported-format', /Export it as PNG or JPEG/],
    [
      undecodable,
      { ...header('jpeg'), coding: '12 bits a value' },
      'unsupported-format',
      /^This file is a JPEG with 12 bits a value, which this browser cannot open\. Export it as PNG or as an ordinary JPEG/,
    ],
    [undecodable, header('jpeg'), 'damaged', /a JPEG, but it is damaged\. Get it again/],
    [undecodable, header('bmp', 70000), 'too-wide', /70000×1.*Cut or scale it to 16,384/],
    [new RangeError('Array buffer allocation failed'), header('jpeg'), 'image-memory', /Close other tabs/],
    [
      new DOMException('', 'NotReadableError'),
      header('jpeg'),
      'unreadable',
      /still in the cloud.*choose it again/,
    ],
  ])('%s of %o', (error, about, code, words) => {
    const said = explainFailure(error, about);
    expect(said.code).toBe(code);
    expect(said.message).toMatch(words);
  });
});

describe('openSource', () => {
  it('reads a PNG, one that is cut behind its last pixel too, and refuses one that lacks pixels or has a flipped bit', async () => {
    const read = async (file: Uint8Array<ArrayBuffer>) => {
      const { source, missing } = await openSource(new Blob([file]));
      const rgb: number[] = [];
      await source.read({ x: 0, y: 0, width: 2, height: 2 }, () => (rows) => rgb.push(...rows));
      return { rgb, missing };
    };
    const whole = await read(png);
    expect(whole).toMatchObject({ rgb: { length: 12 }, missing: null });
    // Its end marker has twelve bytes, the checksums before it four and four.
    for (const cut of [13, 16, 17, 20])
      expect(await read(png.subarray(0, -cut))).toEqual({
        ...whole,
        missing: 'no end (it breaks off between its last pixel and its end marker)',
      });
    await expect(read(png.subarray(0, -24))).rejects.toThrow(/a PNG, but it is cut short, as after a broken/);
    const flipped = Buffer.from(png);
    flipped.writeUInt8(png.readUInt8(45) ^ 4, 45);
    await expect(openSource(new Blob([flipped]))).rejects.toMatchObject({ code: 'damaged' });
  });

  it('finds a size that stands behind more than a megabyte of metadata, before decoding', async () => {
    const app = Buffer.concat([Buffer.from([0xff, 0xe5, 0xff, 0xff]), Buffer.alloc(65533)]);
    const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0, 0xff, 0xd9]);
    const file = new Blob([Buffer.from([0xff, 0xd8]), ...Array.from({ length: 20 }, () => app), frame]);
    await expect(openSource(file)).rejects.toMatchObject({ code: 'too-large' });
  });
});
