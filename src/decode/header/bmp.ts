import { i32le, size, spells, u16le, u32le } from './bytes.ts';
import type { Format } from './format.ts';

/** A whole picture of another kind in place of the pixels, for printers. */
const INSIDE: Readonly<Record<number, string>> = { 4: 'a JPEG inside', 5: 'a PNG inside' };

const CORE_HEADER = 12;
/** Uncompressed, and uncompressed with bit masks: only of these is the length of the pixels known. */
const PLAIN: readonly number[] = [0, 3, 6];

interface BmpHeader {
  readonly width: number;
  /** Negative: stored top-down. */
  readonly height: number;
  readonly bits: number;
  readonly compression: number;
}

const header = (bytes: Uint8Array): BmpHeader =>
  u32le(bytes, 14) === CORE_HEADER
    ? { width: u16le(bytes, 18), height: u16le(bytes, 20), bits: u16le(bytes, 24), compression: 0 }
    : {
        width: i32le(bytes, 18),
        height: i32le(bytes, 22),
        bits: u16le(bytes, 28),
        compression: u32le(bytes, 30),
      };

/** Windows bitmap, OS/2 1.x (core header) and Windows (info header and its successors). */
export const bmp: Format = {
  kind: 'bmp',
  // Two letters alone would claim any text that begins with "BM": the header's length has to fit, too.
  matches: (bytes) => spells(bytes, 0, 'BM') && u32le(bytes, 14) >= CORE_HEADER && u32le(bytes, 14) <= 124,

  read(bytes) {
    const { width, height, bits, compression } = header(bytes);
    const known = Number.isInteger(bits);
    return {
      dimensions: size(width, Math.abs(height)),
      alpha: known ? bits === 32 : null,
      bitDepth: known ? Math.min(bits, 8) : null,
      components: 3,
      coding: INSIDE[compression] ?? null,
    };
  },

  damage(bytes) {
    const { width, height, bits, compression } = header(bytes);
    if (!PLAIN.includes(compression)) return null;
    const row = Math.ceil((width * bits) / 32) * 4;
    return u32le(bytes, 10) + row * Math.abs(height) <= bytes.length ? null : 'truncated';
  },
};
