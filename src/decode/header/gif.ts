import { LIMITS } from '../limits.ts';
import { size, spells, u8, u16le } from './bytes.ts';
import { framesInExcess } from './excess.ts';
import type { Format } from './format.ts';
import { pixelsOf } from './gif-pixels.ts';

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
  /** Where a frame begins that is cut off; null where none is. */
  readonly cutAt: number | null;
}

type Extent = { readonly width: number; readonly height: number };

const area = ({ width, height }: Extent): number => width * height;

/** Walks the blocks up to the trailer, the end of the bytes, or the `limit`-th complete frame. */
function walk(bytes: Uint8Array, limit: number): Blocks {
  let frames = 0;
  let transparent = false;
  let first: Extent | null = null;
  let largest: Extent = { width: 0, height: 0 };
  let cutAt: number | null = null;
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
      const begins = at;
      at = pastSubBlocks(bytes, at + 10 + tableBytes(u8(bytes, at + 9)) + 1);
      if (Number.isNaN(at)) cutAt = begins;
      else frames++;
    } else if (block === TRAILER) break;
    else at += 1;
  }
  return { frames, transparent, first: first ?? { width: 0, height: 0 }, largest, cutAt };
}

/** GIF 87a and 89a. Size is the logical screen's, or what the first frame makes of it by reaching past its edge. */
export const gif: Format = {
  kind: 'gif',
  matches: (bytes) => spells(bytes, 0, 'GIF87a') || spells(bytes, 0, 'GIF89a'),

  read(bytes) {
    const { frames, transparent, first, largest } = walk(bytes, LIMITS.frames + 1);
    const screen = size(u16le(bytes, 6), u16le(bytes, 8));
    return {
      dimensions: screen && {
        width: Math.max(screen.width, first.width),
        height: Math.max(screen.height, first.height),
      },
      alpha: transparent,
      bitDepth: 8,
      components: 3,
      animated: frames > 1,
      excess: framesInExcess(frames, largest),
    };
  },

  /** Only the first frame is ever shown, so only that one has to be whole. */
  damage: (bytes) => (walk(bytes, 1).frames === 1 ? null : 'truncated'),

  mend(bytes) {
    const { frames, cutAt, first } = walk(bytes, 1);
    if (frames > 0 || cutAt === null) return null;
    const [width, height] = [u16le(bytes, cutAt + 5), u16le(bytes, cutAt + 7)];
    const from = cutAt + 10 + tableBytes(u8(bytes, cutAt + 9));
    const data: number[] = [];
    let at = from + 1;
    let last = at;
    for (let length = u8(bytes, at); length > 0; length = u8(bytes, at)) {
      last = at;
      for (let i = at + 1; i <= Math.min(at + length, bytes.length - 1); i++) data.push(bytes[i]!);
      at += 1 + length;
    }
    const wanted = width * height;
    if (area(first) === 0 || area(first) > LIMITS.pixels || data.length === 0) return null;
    if (pixelsOf(Uint8Array.from(data), u8(bytes, from), wanted) < wanted) return null;
    const whole = new Uint8Array(bytes.length + 2);
    whole.set(bytes);
    // The last block is as long as what there is of it; then the end of the frame, and of the file.
    whole[last] = Math.min(u8(bytes, last), bytes.length - last - 1);
    whole.set([0, TRAILER], bytes.length);
    return { bytes: whole, missing: 'no end (it breaks off between its last pixel and its end marker)' };
  },
};
