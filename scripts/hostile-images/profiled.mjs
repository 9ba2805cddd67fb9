import { deflateSync } from 'node:zlib';
import { jpegSegment } from './exif.mjs';
import { swappedProfile } from './icc.mjs';
import { makePng, pngChunk } from './png.mjs';
import { gradient, gradientJpeg } from './seeds.mjs';
import { TINY } from './tiny.mjs';

/** @typedef {import('./damaged.mjs').Category} Category */

/** A segment right after the start of a JPEG. @param {Uint8Array} jpeg @param {readonly Buffer[]} segments */
const withSegments = (jpeg, ...segments) =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** @param {Uint8Array} part @param {number} index from 1 @param {number} count */
const app2 = (part, index, count) =>
  jpegSegment(
    0xe2,
    Buffer.concat([Buffer.from('ICC_PROFILE\0', 'latin1'), Buffer.from([index, count]), part]),
  );

/** What the Adobe segment says of a CMYK picture: nothing to transform, YCbCr, YCCK, or nonsense; or no segment. */
function* cmyk() {
  const adobe = TINY.jpegCmyk.indexOf('Adobe', 0, 'latin1');
  for (const transform of [0, 1, 2, 7]) {
    const bytes = Buffer.from(TINY.jpegCmyk);
    bytes[adobe + 11] = transform;
    yield { bytes, what: `CMYK with Adobe transform ${transform}` };
  }
  // Marker, length (14) and payload of the one segment before the tables.
  const bare = Buffer.concat([TINY.jpegCmyk.subarray(0, 2), TINY.jpegCmyk.subarray(2 + 16)]);
  yield { bytes: bare, what: 'CMYK that no Adobe segment explains' };
}

/** Whole colour profiles in PNG and JPEG, whole and in pieces, and CMYK in all its dialects. @type {Category} */
export function* profiled() {
  for (const { bytes, what } of cmyk())
    yield { bytes, extension: 'jpg', what, expect: 'picture', width: 16, height: 12 };
  const profile = swappedProfile();
  const size = { width: 40, height: 30 };
  for (const [colour, channels] of /** @type {const} */ ([
    [2, 3],
    [6, 4],
  ])) {
    const iccp = Buffer.concat([Buffer.from('swapped\0\0', 'latin1'), deflateSync(profile)]);
    yield {
      bytes: makePng({
        ...size,
        colour,
        samples: gradient(40, 30, channels),
        chunks: [pngChunk('iCCP', iccp)],
      }),
      extension: 'png',
      what: `PNG of colour type ${colour} with a whole profile`,
      expect: 'picture',
      ...size,
    };
  }
  const jpeg = gradientJpeg(40, 30);
  const half = profile.length >> 1;
  const [first, second] = [profile.subarray(0, half), profile.subarray(half)];
  for (const [what, segments] of /** @type {const} */ ([
    ['a whole profile', [app2(profile, 1, 1)]],
    ['a profile in two pieces', [app2(first, 1, 2), app2(second, 2, 2)]],
    ['a profile in two pieces, the second first', [app2(second, 2, 2), app2(first, 1, 2)]],
    ['a profile whose second piece is missing', [app2(first, 1, 2)]],
    ['a profile for CMYK', [app2(Buffer.from(profile).fill('CMYK', 16, 20, 'latin1'), 1, 1)]],
  ]))
    yield {
      bytes: withSegments(jpeg, ...segments),
      extension: 'jpg',
      what: `JPEG with ${what}`,
      expect: 'picture',
      ...size,
    };
}
