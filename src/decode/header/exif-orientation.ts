import { spells, u16be, u16le, u32be, u32le } from './bytes.ts';
import type { Orientation } from './format.ts';

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

/**
 * The orientation in a TIFF structure as EXIF embeds it; 1 when there is none or it makes no sense.
 *
 * @param tiff From the byte-order mark (`II` or `MM`) on.
 * @see EXIF 2.32, 4.6.4 (tag 274); only the first directory is asked, as browsers do.
 */
export function exifOrientation(tiff: Uint8Array): Orientation {
  const little = spells(tiff, 0, 'II');
  if (!little && !spells(tiff, 0, 'MM')) return 1;
  const u16 = little ? u16le : u16be;
  const u32 = little ? u32le : u32be;
  if (u16(tiff, 2) !== 42) return 1;
  const directory = u32(tiff, 4);
  const entries = u16(tiff, directory);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + i * 12;
    if (at + 12 > tiff.length) return 1;
    if (u16(tiff, at) !== ORIENTATION_TAG) continue;
    const value = u16(tiff, at + 8);
    return u16(tiff, at + 2) === SHORT && value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}
