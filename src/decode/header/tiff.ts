import { size, spells, u16be, u16le, u32be, u32le } from './bytes.ts';
import { orientationTag } from './exif-orientation.ts';
import type { Format } from './format.ts';

const WIDTH = 256;
const HEIGHT = 257;

/** TIFF 6.0, and the camera raw files built on it. Size is the first directory's. */
export const tiff: Format = {
  kind: 'tiff',
  matches: (bytes) => spells(bytes, 0, 'II*\0') || spells(bytes, 0, 'MM\0*'),

  read(bytes) {
    const little = spells(bytes, 0, 'II');
    const u16 = little ? u16le : u16be;
    const u32 = little ? u32le : u32be;
    const directory = u32(bytes, 4);
    const entries = u16(bytes, directory);
    const found = new Map<number, number>();
    for (let i = 0; i < entries; i++) {
      const at = directory + 2 + i * 12;
      if (at + 12 > bytes.length) break;
      // Type 3 is a 16-bit value, 4 a 32-bit one, both in place.
      found.set(u16(bytes, at), u16(bytes, at + 2) === 3 ? u16(bytes, at + 8) : u32(bytes, at + 8));
    }
    const [width, height] = [found.get(WIDTH), found.get(HEIGHT)];
    return {
      dimensions: width === undefined || height === undefined ? null : size(width, height),
      orientationTag: orientationTag(bytes),
    };
  },
};
