import { expect, test } from 'vitest';
import { withOrientation } from '../../../scripts/hostile-images/exif.mjs';
import { makePng, pngChunk } from '../../../scripts/hostile-images/png.mjs';
import { gradientJpeg } from '../../../scripts/hostile-images/seeds.mjs';
import { TINY } from '../../../scripts/hostile-images/tiny.mjs';
import { readHeader } from './read-header.ts';
import { xmpOrientation } from './xmp-orientation.ts';

const ELEMENT = '<rdf:Description><tiff:Orientation>6</tiff:Orientation></rdf:Description>';
const ATTRIBUTE = '<rdf:Description tiff:Make="x" tiff:Orientation="8"/>';

test('an orientation in XMP is found as element and as attribute, and 1 is none', () => {
  expect(xmpOrientation(ELEMENT)).toBe(6);
  expect(xmpOrientation(ATTRIBUTE)).toBe(8);
  expect(xmpOrientation("<x tiff:Orientation = '3' >")).toBe(3);
  for (const none of ['', '<x tiff:Orientation="1"/>', '<x tiff:Orientation="80"/>', '<x Orientation="6"/>'])
    expect(xmpOrientation(none), none).toBeNull();
});

/** A JPEG with a packet in front. */
function withPacket(jpeg: Uint8Array, packet: string): Buffer {
  const payload = Buffer.from(`http://ns.adobe.com/xap/1.0/\0${packet}`, 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, payload, jpeg.subarray(2)]);
}

test('a picture is not turned by its XMP, and what it says is known; EXIF beside it counts', () => {
  const jpeg = gradientJpeg(7, 5);
  const riff = Buffer.from(TINY.webpLossy);
  const chunk = Buffer.concat([Buffer.from('XMP \0\0\0\0', 'latin1'), Buffer.from(ELEMENT.padEnd(80))]);
  chunk.writeUInt32LE(80, 4);
  const webp = Buffer.concat([riff, chunk]);
  webp.writeUInt32LE(webp.length - 8, 4);
  const chunks = [pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${ELEMENT}`))];
  const png = makePng({ width: 2, height: 1, colour: 0, samples: [1, 2], chunks });
  for (const file of [withPacket(jpeg, ELEMENT), webp, png])
    expect(readHeader(file)).toMatchObject({ orientation: 1, xmpOrientation: 6 });
  expect(readHeader(withPacket(withOrientation(jpeg, 3), ELEMENT))).toMatchObject({
    orientation: 3,
    xmpOrientation: null,
  });
});
