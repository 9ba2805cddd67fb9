import { LIMITS } from '../limits.ts';
import { size, spells, u8, u16le } from './bytes.ts';
import { framesInExcess } from './excess.ts';
import type { Format } from './format.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;

/** Bytes of a colour table whose flags byte is `flags`: bit 7 present, bits 0…2 the size. */
const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** First byte past the sub-blocks at `at`, or NaN when they are cut off. */
function pastSubBlocks(bytes: Uint8Array, at: number): number {
  let length = u8(bytes, at);
  while (length > 0) {
    at += 1 + length;
    length = u8(bytes, at);
  }
  return length === 0 ? at + 1 : Number.NaN;
}

interface Blocks {
  /** Complete frames, counted up to `limit`. */
  readonly frames: number;
  readonly transparent: boolean;
  /** What the first frame reaches to, from the screen's corner; zeros where there is none. */
  readonly first: Extent;
  /** The largest frame, likewise. */
  readonly largest: Extent;
}

type Extent = { readonly width: number; readonly height: number };

const area = ({ width, height }: Extent): number => width * height;

/** Walks the blocks up to the trailer, the end of the bytes, or the `limit`-th complete frame. */
function walk(bytes: Uint8Array, limit: number): Blocks {
  let frames = 0;
  let transparent = false;
  let first: Extent | null = null;
  let largest: Extent = { width: 0, height: 0 };
  let at = 13 + tableBytes(u8(bytes, 10));
  while (at < bytes.length && frames < limit) {
    const block = u8(bytes, at);
    if (block === EXTENSION) {
      // Graphic control extension: bit 0 of the flags says that one index is transparent.
      if (u8(bytes, at + 1) === 0xf9 && frames === 0 && (u8(bytes, at + 3) & 1) === 1) transparent = true;
      at = pastSubBlocks(bytes, at + 2);
    } else if (block === IMAGE) {
      const [x, y, w, h] = [1, 3, 5, 7].map((offset) => u16le(bytes, at + offset));
      const reach = size(x! + w!, y! + h!) ?? { width: 0, height: 0 };
      first ??= reach;
      if (area(reach) > area(largest)) largest = reach;
      at = pastSubBlocks(bytes, at + 10 + tableBytes(u8(bytes, at + 9)) + 1);
      if (!Number.isNaN(at)) frames++;
    } else if (block === TRAILER) break;
    else at += 1;
  }
  return { frames, transparent, first: first ?? { width: 0, height: 0 }, largest };
}

/** GIF 87a and 89a. Size is the logical screen's, or what the first frame makes of it by reaching past its edge. */
export const gif: Format = {
  kind: 'gif',
  matches: (bytes) => spells(bytes, 0, 'GIF87a') || spells(bytes, 0, 'GIF89a'),

  read(bytes) {
    const { frames, transparent, first, largest } = walk(bytes, LIMITS.frames + 1);
    const screen = size(u16le(bytes, 6), u16le(bytes, 8));
    const seen = screen !== null && area(screen) > 0;
    return {
      dimensions: seen
        ? { width: Math.max(screen.width, first.width), height: Math.max(screen.height, first.height) }
        : screen,
      alpha: transparent,
      bitDepth: 8,
      components: 3,
      animated: frames > 1,
      excess: framesInExcess(frames, largest),
    };
  },

  /** Only the first frame is ever shown, so only that one has to be whole. */
  damage: (bytes) => (walk(bytes, 1).frames === 1 ? null : 'truncated'),
};
