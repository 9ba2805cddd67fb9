import { latin1, size, spells, u8, u16le, u24le, u32le } from './bytes.ts';
import { framesInExcess } from './excess.ts';
import { exifTag, type OrientationTag } from './exif-orientation.ts';
import type { Format, Orientation } from './format.ts';
import { XMP_BYTES, xmpOrientation } from './xmp-orientation.ts';

/** Extended-format flag, WebP container specification. */
const ALPHA = 0x10;

interface Chunk {
  readonly type: string;
  /** Of the payload. */
  readonly at: number;
  readonly end: number;
}

/** The chunks between two offsets, in order; payloads are padded to an even length. */
function* chunks(bytes: Uint8Array, from: number, end: number): Generator<Chunk> {
  for (let at = from; at + 8 <= end; ) {
    const length = u32le(bytes, at + 4);
    yield { type: latin1(bytes, at, 4), at: at + 8, end: at + 8 + length };
    at += 8 + length + (length % 2);
  }
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
}

/** What a chunk of pixels says of itself; null for any other chunk, or where it is cut off. */
function frameOf(bytes: Uint8Array, { type, at }: Chunk): Frame | null {
  if (type === 'VP8L' && u8(bytes, at) === 0x2f) {
    // 14 bits width − 1, 14 bits height − 1, 1 bit alpha.
    const bits = u32le(bytes, at + 1);
    if (Number.isNaN(bits)) return null;
    return {
      width: (bits & 0x3fff) + 1,
      height: ((bits >>> 14) & 0x3fff) + 1,
      alpha: ((bits >>> 28) & 1) === 1,
    };
  }
  if (type === 'VP8 ' && spells(bytes, at + 3, '\x9d\x01\x2a')) {
    const found = size(u16le(bytes, at + 6), u16le(bytes, at + 8));
    return found && { width: found.width & 0x3fff, height: found.height & 0x3fff, alpha: false };
  }
  return null;
}

/**
 * WebP: lossy (VP8), lossless (VP8L), extended (VP8X). RFC 9649. The size is the canvas's; every frame is measured
 * as well. EXIF counts whether or not the flags announce it: browsers ignore it, image programs do not.
 */
export const webp: Format = {
  kind: 'webp',
  matches: (bytes) => spells(bytes, 0, 'RIFF') && spells(bytes, 8, 'WEBP'),

  read(bytes) {
    let canvas: ReturnType<typeof size> = null;
    let alpha: boolean | null = null;
    let packet: Orientation | null = null;
    let tag: OrientationTag | null = null;
    let frames = 0;
    let largest = { width: 0, height: 0 };
    const measure = (frame: { width: number; height: number } | null): void => {
      if (frame && frame.width * frame.height > largest.width * largest.height) largest = frame;
    };
    for (const chunk of chunks(bytes, 12, bytes.length)) {
      const { type, at, end } = chunk;
      if (type === 'VP8X' && canvas === null) {
        canvas = size(u24le(bytes, at + 4) + 1, u24le(bytes, at + 7) + 1);
        alpha = (u8(bytes, at) & ALPHA) !== 0;
      }
      if (type === 'XMP ') packet ??= xmpOrientation(latin1(bytes, at, Math.min(end - at, XMP_BYTES)));
      if (type === 'EXIF') tag ??= exifTag(bytes.subarray(at, end));
      if (type === 'ANMF') {
        frames++;
        const [x, y, w, h] = [0, 3, 6, 9].map((offset) => u24le(bytes, at + offset));
        measure(size(2 * x! + w! + 1, 2 * y! + h! + 1));
        for (const inner of chunks(bytes, at + 16, Math.min(end, bytes.length)))
          measure(frameOf(bytes, inner));
      }
      const still = frameOf(bytes, chunk);
      measure(still);
      if (still) {
        canvas ??= { width: still.width, height: still.height };
        alpha ??= still.alpha;
      }
    }
    return {
      dimensions: canvas,
      alpha,
      bitDepth: 8,
      components: 3,
      animated: frames > 1,
      xmpOrientation: tag ? null : packet,
      orientationTag: tag,
      excess: framesInExcess(frames, largest),
    };
  },

  damage: (bytes) => (u32le(bytes, 4) + 8 <= bytes.length ? null : 'truncated'),
};
