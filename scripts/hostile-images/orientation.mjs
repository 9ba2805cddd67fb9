import { exifTiff, jpegSegment, withOrientation } from './exif.mjs';
import { makePng, pngChunk } from './png.mjs';
import { gradient, gradientJpeg } from './seeds.mjs';

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
  const png = makePng({
    width,
    height,
    colour: 2,
    samples: gradient(width, height, 3),
    chunks: [pngChunk('eXIf', exifTiff(6))],
  });
  yield {
    bytes: png,
    extension: 'png',
    what: 'PNG with an eXIf orientation, which not all browsers follow',
    expect: 'picture',
  };
}
