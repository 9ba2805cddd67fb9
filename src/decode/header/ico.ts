import { i32le, size, spells, u8, u16le, u32be, u32le } from './bytes.ts';
import type { Format } from './format.ts';

/** Windows icons and pointers: several pictures in one file. The size is that of the largest, by its own header where it has one. */
export const ico: Format = {
  kind: 'ico',
  // A pointer is told by its first entry, too: other files begin with these zeros.
  matches: (bytes) =>
    spells(bytes, 0, '\0\0\x01\0') ||
    (spells(bytes, 0, '\0\0\x02\0') && u8(bytes, 9) === 0 && u32le(bytes, 18) === 6 + 16 * u16le(bytes, 4)),

  read(bytes) {
    let largest: ReturnType<typeof size> = null;
    const count = u16le(bytes, 4);
    for (let i = 0; i < count; i++) {
      const entry = 6 + i * 16;
      if (entry + 16 > bytes.length) break;
      const at = u32le(bytes, entry + 12);
      // A PNG, or a bitmap without its file header, whose height counts the mask as well.
      const inside = spells(bytes, at, '\x89PNG')
        ? size(u32be(bytes, at + 16), u32be(bytes, at + 20))
        : size(i32le(bytes, at + 4), Math.ceil(Math.abs(i32le(bytes, at + 8)) / 2));
      const found = inside ?? size(u8(bytes, entry) || 256, u8(bytes, entry + 1) || 256);
      if (found && (!largest || found.width * found.height > largest.width * largest.height)) largest = found;
    }
    return { dimensions: largest };
  },
};
