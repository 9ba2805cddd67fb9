/**
 * Reads from hostile bytes: past the end every number is NaN, which fails all comparisons and so ends every
 * loop, and text is short. Nothing throws.
 */
export const u8 = (bytes: Uint8Array, at: number): number => bytes[at] ?? Number.NaN;

export const u16be = (bytes: Uint8Array, at: number): number => u8(bytes, at) * 0x100 + u8(bytes, at + 1);

export const u16le = (bytes: Uint8Array, at: number): number => u8(bytes, at) + u8(bytes, at + 1) * 0x100;

export const u24le = (bytes: Uint8Array, at: number): number =>
  u16le(bytes, at) + u8(bytes, at + 2) * 0x10000;

export const u32be = (bytes: Uint8Array, at: number): number =>
  u16be(bytes, at) * 0x10000 + u16be(bytes, at + 2);

export const u32le = (bytes: Uint8Array, at: number): number =>
  u16le(bytes, at) + u16le(bytes, at + 2) * 0x10000;

/** Signed, little endian. */
export const i32le = (bytes: Uint8Array, at: number): number => {
  const value = u32le(bytes, at);
  return value >= 2 ** 31 ? value - 2 ** 32 : value;
};

/** `length` bytes as Latin-1, fewer at the end of the file. */
export const latin1 = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** Do the bytes at `at` spell `text` (Latin-1)? */
export function spells(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** A size, or null when a number is missing. */
export const size = (width: number, height: number): { width: number; height: number } | null =>
  Number.isInteger(width) && Number.isInteger(height) ? { width, height } : null;
