import { crc32, deflateSync } from 'node:zlib';
import type { TestFile } from './app-page.ts';
import { photograph } from './test-files.ts';

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A real, whole PNG of this many black pixels, one bit each: 100 megapixels are 12 kB of file. */
export function blackPng(name: string, width: number, height: number): TestFile {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = Buffer.alloc(height * (1 + Math.ceil(width / 8)));
  const buffer = Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name, mimeType: 'image/png', buffer };
}

/** Files that are no picture one can explain, each with words its message must hold: the cause and the remedy. */
export const FAULTY_FILES: readonly {
  readonly file: TestFile;
  readonly cause: RegExp;
  readonly remedy: RegExp;
}[] = [
  {
    file: { name: 'letter.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Dear reader, this is text.\n') },
    cause: /looks like text; semblance opens JPEG/,
    remedy: /save it again and drop that/,
  },
  {
    file: { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
    cause: /empty/i,
    remedy: /copy|again|download|choose/i,
  },
  {
    file: {
      ...photograph('march-pastoral'),
      name: 'half.jpg',
      buffer: photograph('march-pastoral').buffer.subarray(0, 40_000),
    },
    cause: /cut short/i,
    remedy: /get it again|save it anew/i,
  },
  {
    file: {
      name: 'phone.heic',
      mimeType: 'image/heic',
      buffer: Buffer.concat([
        Buffer.from('00000018', 'hex'),
        Buffer.from('ftypheic'),
        Buffer.alloc(4),
        Buffer.from('mif1heic'),
        Buffer.from('00001000', 'hex'),
        Buffer.from('mdat'),
        Buffer.alloc(4088),
      ]),
    },
    cause: /HEIC/,
    remedy: /JPEG/,
  },
  {
    file: blackPng('poster.png', 10_000, 10_000),
    cause: /10,?000.*10,?000|100 (million|megapixel)/i,
    remedy: /scale|smaller/i,
  },
];
