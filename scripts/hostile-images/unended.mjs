import { GIFS, JPEGS } from './codings.mjs';
import { pngChunk } from './png.mjs';
import { HEALTHY } from './seeds.mjs';

/** @typedef {import('./damaged.mjs').Category} Category */

/** Pictures that are all there although the file lacks its end, and ones that are not. @type {Category} */
export function* unended(random) {
  const size = { width: 37, height: 29 };
  const trailers = {
    nothing: Buffer.alloc(0),
    zeros: Buffer.alloc(500),
    "a phone's trailer": Buffer.from('\0\0\x01\x0aImage_UTC_Data1700000000SEFH', 'latin1'),
    'another JPEG': JPEGS.restarts,
  };
  for (const [name, jpeg] of Object.entries(JPEGS)) {
    const open = jpeg.subarray(0, -2);
    for (const [what, trailer] of Object.entries(trailers))
      yield {
        bytes: Buffer.concat([open, trailer]),
        extension: 'jpg',
        what: `a JPEG (${name}) without its end marker, then ${what}`,
        expect: 'picture',
        ...size,
      };
    for (const less of [1, 2, 1 + random(200)])
      yield {
        bytes: open.subarray(0, -less),
        extension: 'jpg',
        what: `a JPEG (${name}) that lacks ${less} bytes of pixels`,
        expect: 'error',
      };
  }
  for (const [name, gif] of Object.entries(GIFS)) {
    // The trailer, the end of the frame, and what stands in its last bytes behind the last pixel.
    for (const less of [1, 2])
      yield {
        bytes: gif.subarray(0, -less),
        extension: 'gif',
        what: `a GIF (${name}) that ends ${less} bytes early`,
        expect: 'picture',
        ...size,
      };
    yield {
      bytes: gif.subarray(0, -8),
      extension: 'gif',
      what: `a GIF (${name}) that lacks its last pixels`,
      expect: 'error',
    };
  }
  for (const [extension, bytes, width, height] of HEALTHY) {
    if (extension !== 'png') continue;
    for (const cut of [20, 17, 16, 13, 12, 8, 4, 1])
      yield {
        bytes: bytes.subarray(0, bytes.length - cut),
        extension,
        what: `a PNG that ends ${cut} bytes early`,
        expect: 'picture',
        width,
        height,
      };
    yield {
      bytes: Buffer.concat([
        bytes.subarray(0, -12),
        pngChunk('tEXt', Buffer.from('Comment\0cut')).subarray(0, -6),
      ]),
      extension,
      what: 'a PNG that ends within a comment behind its pixels',
      expect: 'picture',
      width,
      height,
    };
    yield {
      bytes: bytes.subarray(0, -40),
      extension,
      what: 'a PNG that lacks twenty bytes of pixels',
      expect: 'error',
    };
  }
}
