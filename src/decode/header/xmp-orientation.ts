import type { Orientation } from './format.ts';

/** As much of a packet as is looked at. */
export const XMP_BYTES = 16_384;

/**
 * The way to stand that a packet of XMP asks for (2…8), as an attribute or as an element; null where it asks for none.
 * Browsers do not follow it; of programs, some do (Pillow's `exif_transpose` where there is no EXIF).
 *
 * @param packet as Latin-1.
 * @see XMP part 2, 2.5: `tiff:Orientation`.
 */
export function xmpOrientation(packet: string): Orientation | null {
  const value = Number(/tiff:Orientation(?:\s*=\s*["']|>\s*)([2-8])\b/.exec(packet)?.[1] ?? 0);
  return value > 1 ? (value as Orientation) : null;
}
