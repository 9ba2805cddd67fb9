import { spells, u8, u16be, u16le, u32be, u32le } from './bytes.ts';
import type { Orientation } from './format.ts';

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;

/** The orientation as it stands in a file. */
export interface OrientationTag {
  readonly orientation: Orientation;
  /** The directory entry, twelve bytes: a view into the file. */
  readonly entry: Uint8Array;
  readonly little: boolean;
}

/**
 * The orientation in a TIFF structure as EXIF embeds it; null when there is none or it makes no sense. EXIF wants a
 * SHORT; whatever other whole number a writer put there is read as well (BYTE, LONG and the signed ones).
 *
 * @param tiff From the byte-order mark (`II` or `MM`) on.
 * @see EXIF 2.32, 4.6.4 (tag 274); only the first directory is asked, as browsers do.
 */
export function orientationTag(tiff: Uint8Array): OrientationTag | null {
  const little = spells(tiff, 0, 'II');
  if (!little && !spells(tiff, 0, 'MM')) return null;
  const u16 = little ? u16le : u16be;
  const u32 = little ? u32le : u32be;
  if (u16(tiff, 2) !== 42) return null;
  /** By TIFF type: BYTE, SHORT, LONG, SBYTE, SSHORT, SLONG, IFD. */
  const readers: Readonly<Record<number, typeof u8>> = {
    1: u8,
    3: u16,
    4: u32,
    6: u8,
    8: u16,
    9: u32,
    13: u32,
  };
  const directory = u32(tiff, 4);
  const entries = u16(tiff, directory);
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + i * 12;
    if (at + 12 > tiff.length) return null;
    if (u16(tiff, at) !== ORIENTATION_TAG) continue;
    const value = readers[u16(tiff, at + 2)]?.(tiff, at + 8) ?? 0;
    if (!(value >= 1 && value <= 8)) return null;
    return { orientation: value as Orientation, entry: tiff.subarray(at, at + 12), little };
  }
  return null;
}

/** The same of the payload of a chunk, with or without the prefix of JPEG that some writers keep. */
export function exifTag(payload: Uint8Array): OrientationTag | null {
  return orientationTag(spells(payload, 0, 'Exif\0\0') ? payload.subarray(6) : payload);
}

/** Writes the tag anew, in place, as EXIF wants it: one SHORT. */
export function rewriteOrientation({ entry, little }: OrientationTag, orientation: Orientation): void {
  const view = new DataView(entry.buffer, entry.byteOffset, entry.length);
  view.setUint16(2, SHORT, little);
  view.setUint32(4, 1, little);
  view.setUint32(8, 0);
  view.setUint16(8, orientation, little);
}
