import type { Levels } from '../api.ts';
import type { PngLayout } from './png-layout.ts';

/** Packed samples of one row → `[width, 3]` RGB bytes. Returns whether any of its pixels is not opaque. */
export type ExpandRow = (packed: Uint8Array, width: number, rgb: Uint8Array) => boolean;

/** Sample i of a row at full precision. */
function sampler(depth: number): (row: Uint8Array, i: number) => number {
  if (depth === 8) return (row, i) => row[i]!;
  if (depth === 16) return (row, i) => row[i * 2]! * 256 + row[i * 2 + 1]!;
  const mask = (1 << depth) - 1;
  return (row, i) => (row[(i * depth) >> 3]! >> (8 - depth - ((i * depth) & 7))) & mask;
}

function byteOf(depth: number, stretch: Levels | undefined): (sample: number) => number {
  if (depth < 8) return (sample) => sample * (255 / ((1 << depth) - 1));
  if (depth === 8) return (sample) => sample;
  if (!stretch) return (sample) => sample >> 8;
  const { from, to } = stretch;
  const scale = 255 / Math.max(1, to - from);
  return (sample) => Math.min(255, Math.max(0, Math.round((sample - from) * scale)));
}

/**
 * How rows of this PNG become RGB, as PIL's `convert('RGB')` does it: opacity is dropped and the colour under
 * it kept; 16 bits give their upper 8, unless `stretch` says which values shall become 0 and 255; fewer than 8 bits
 * of grey are spread over 0…255.
 */
export function expandRow(
  { colour, depth, channels, palette, transparency }: PngLayout,
  stretch?: Levels,
): ExpandRow {
  const sample = sampler(depth);
  /** A sample as a byte; what is past the end of a stretch is clamped. */
  const toByte = byteOf(depth, stretch);
  /** The transparent colour of tRNS, two bytes a sample; NaN equals nothing. */
  const key = (c: number): number =>
    transparency && colour !== 3 && transparency.length >= c * 2 + 2
      ? transparency[c * 2]! * 256 + transparency[c * 2 + 1]!
      : Number.NaN;
  const [key0, key1, key2] = [key(0), key(1), key(2)];
  const full = depth === 16 ? 65535 : 255;

  if (colour === 2 && depth === 8 && transparency === null)
    return (packed, width, rgb) => {
      rgb.set(packed.subarray(0, width * 3));
      return false;
    };

  if (colour === 6 && depth === 8)
    return (packed, width, rgb) => {
      let all = 255;
      for (let x = 0, from = 0, to = 0; x < width; x++, from += 4, to += 3) {
        rgb[to] = packed[from]!;
        rgb[to + 1] = packed[from + 1]!;
        rgb[to + 2] = packed[from + 2]!;
        all &= packed[from + 3]!;
      }
      return all !== 255;
    };

  if (colour === 3)
    return (packed, width, rgb) => {
      let transparent = false;
      for (let x = 0; x < width; x++) {
        const index = sample(packed, x);
        for (let c = 0; c < 3; c++) rgb[x * 3 + c] = palette[index * 3 + c] ?? 0;
        if ((transparency?.[index] ?? 255) !== 255) transparent = true;
      }
      return transparent;
    };

  if (colour === 0 || colour === 4)
    return (packed, width, rgb) => {
      let transparent = false;
      for (let x = 0; x < width; x++) {
        const grey = sample(packed, x * channels);
        const level = toByte(grey);
        rgb[x * 3] = level;
        rgb[x * 3 + 1] = level;
        rgb[x * 3 + 2] = level;
        if (grey === key0 || (colour === 4 && sample(packed, x * 2 + 1) !== full)) transparent = true;
      }
      return transparent;
    };

  return (packed, width, rgb) => {
    let transparent = false;
    for (let x = 0; x < width; x++) {
      const at = x * channels;
      const [r, g, b] = [sample(packed, at), sample(packed, at + 1), sample(packed, at + 2)];
      rgb[x * 3] = toByte(r);
      rgb[x * 3 + 1] = toByte(g);
      rgb[x * 3 + 2] = toByte(b);
      if (channels === 4 ? sample(packed, at + 3) !== full : r === key0 && g === key1 && b === key2)
        transparent = true;
    }
    return transparent;
  };
}
