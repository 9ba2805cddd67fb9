import { exifTiff, jpegSegment, webpWithExif, withOrientation } from './exif.mjs';
import { makePng, pngChunk, rawProfile } from './png.mjs';
import { gradient, gradientJpeg } from './seeds.mjs';
import { TINY } from './tiny.mjs';

/** @typedef {import('./damaged.mjs').Category} Category */

/** All eight EXIF orientations in both byte orders, and values that are none. @type {Category} */
export function* orientation() {
  const [width, height] = [64, 40];
  for (const order of /** @type {const} */ (['II', 'MM']))
    for (let o = 1; o <= 8; o++)
      yield {
        bytes: withOrientation(gradientJpeg(width, height), o, order),
        extension: 'jpg',
        what: `JPEG, 64×40 stored, EXIF orientation ${o}, ${order}`,
        expect: 'picture',
        width: o >= 5 ? height : width,
        height: o >= 5 ? width : height,
      };
  for (const o of [0, 9, 65535])
    yield {
      bytes: withOrientation(gradientJpeg(64, 40), o),
      extension: 'jpg',
      what: `orientation ${o}`,
      expect: 'picture',
      width,
      height,
    };
  const lying = jpegSegment(0xe1, Buffer.from('Exif\0\0II*\0\xff\xff\xff\xff', 'latin1'));
  const jpeg = gradientJpeg(64, 40);
  yield {
    bytes: Buffer.concat([jpeg.subarray(0, 2), lying, jpeg.subarray(2)]),
    extension: 'jpg',
    what: 'EXIF that points past the end',
    expect: 'picture',
    width,
    height,
  };
  for (const type of /** @type {const} */ ([1, 4, 6, 8, 9]))
    for (const order of /** @type {const} */ (['II', 'MM']))
      yield {
        bytes: withOrientation(jpeg, 6, order, type),
        extension: 'jpg',
        what: `JPEG, orientation 6 as TIFF type ${type}, ${order}`,
        expect: 'picture',
        width: height,
        height: width,
      };
  const png = makePng({ width, height, colour: 2, samples: gradient(width, height, 3) });
  const place = { 'before the pixels': 33, 'behind the pixels': png.length - 12 };
  for (const [where, at] of Object.entries(place))
    for (const [o, prefix] of /** @type {const} */ ([
      [1, ''],
      [3, ''],
      [6, ''],
      [8, ''],
      // As writers do that copy a JPEG's segment.
      [6, 'Exif\0\0'],
    ]))
      yield {
        bytes: Buffer.concat([
          png.subarray(0, at),
          pngChunk('eXIf', Buffer.concat([Buffer.from(prefix, 'latin1'), exifTiff(o, 'MM')])),
          png.subarray(at),
        ]),
        extension: 'png',
        what: `PNG with an eXIf orientation of ${o} ${where}${prefix && ', behind the prefix of a JPEG'}`,
        expect: 'picture',
        width: o >= 5 ? height : width,
        height: o >= 5 ? width : height,
      };
  for (const compressed of [false, true])
    for (const [where, at] of Object.entries(place))
      yield {
        bytes: Buffer.concat([
          png.subarray(0, at),
          rawProfile('exif', exifTiff(6), compressed),
          png.subarray(at),
        ]),
        extension: 'png',
        what: `PNG with an orientation of 6 as ${compressed ? 'compressed ' : ''}text ${where}`,
        expect: 'picture',
        width: height,
        height: width,
      };
  for (const [name, flags] of /** @type {const} */ ([
    ['webpLossy', 8],
    ['webpLossless', 24],
    ['webpLossy', 0],
  ]))
    for (let o = 1; o <= 8; o++)
      yield {
        bytes: webpWithExif(TINY[name], 16, 12, exifTiff(o, o % 2 ? 'II' : 'MM'), flags),
        extension: 'webp',
        what: `${name}, orientation ${o}, flags ${flags}`,
        expect: 'picture',
        width: o >= 5 ? 12 : 16,
        height: o >= 5 ? 16 : 12,
      };
}
