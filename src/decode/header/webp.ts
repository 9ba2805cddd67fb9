import { latin1, size, spells, u8, u16le, u24le, u32le } from './bytes.ts';
import { exifOrientation } from './exif-orientation.ts';
import type { Format, Orientation } from './format.ts';

/** Extended-format flags, WebP container specification. */
const ANIMATION = 0x02;
const EXIF = 0x08;
const ALPHA = 0x10;

/** The payload of the EXIF chunk, with or without the JPEG-style prefix that some writers keep. */
function orientationOf(bytes: Uint8Array): Orientation {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = u32le(bytes, at + 4);
    if (spells(bytes, at, 'EXIF')) {
      const from = at + 8 + (spells(bytes, at + 8, 'Exif\0\0') ? 6 : 0);
      return exifOrientation(bytes.subarray(from, at + 8 + length));
    }
    at += 8 + length + (length % 2);
  }
  return 1;
}

/** WebP: lossy (VP8), lossless (VP8L), extended (VP8X). RFC 9649. */
export const webp: Format = {
  kind: 'webp',
  matches: (bytes) => spells(bytes, 0, 'RIFF') && spells(bytes, 8, 'WEBP'),

  read(bytes) {
    const common = { bitDepth: 8, components: 3 };
    const chunk = latin1(bytes, 12, 4);
    if (chunk === 'VP8X') {
      const flags = u8(bytes, 20);
      return {
        ...common,
        dimensions: size(u24le(bytes, 24) + 1, u24le(bytes, 27) + 1),
        alpha: (flags & ALPHA) !== 0,
        animated: (flags & ANIMATION) !== 0,
        orientation: flags & EXIF ? orientationOf(bytes) : 1,
      };
    }
    if (chunk === 'VP8L' && u8(bytes, 20) === 0x2f) {
      // 14 bits width − 1, 14 bits height − 1, 1 bit alpha.
      const bits = u32le(bytes, 21);
      const dimensions = size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
      return {
        ...common,
        dimensions: Number.isNaN(bits) ? null : dimensions,
        alpha: ((bits >>> 28) & 1) === 1,
      };
    }
    if (chunk === 'VP8 ' && spells(bytes, 23, '\x9d\x01\x2a')) {
      const [width, height] = [u16le(bytes, 26), u16le(bytes, 28)];
      const known = Number.isInteger(width) && Number.isInteger(height);
      return { ...common, dimensions: known ? size(width & 0x3fff, height & 0x3fff) : null, alpha: false };
    }
    return common;
  },

  damage: (bytes) => (u32le(bytes, 4) + 8 <= bytes.length ? null : 'truncated'),
};
