import { latin1, size, spells, u32be } from './bytes.ts';
import type { FileKind, Format } from './format.ts';

const KINDS: readonly (readonly [FileKind, RegExp])[] = [
  ['avif', /avi[fs]/],
  ['heic', /hei[cxms]|hev[cxms]|mif[12]|msf1/],
];

/** Brands of the file type box, major first. */
function brands(bytes: Uint8Array): string[] {
  if (!spells(bytes, 4, 'ftyp')) return [];
  const end = Math.min(u32be(bytes, 0), bytes.length, 256);
  const list = [latin1(bytes, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) list.push(latin1(bytes, at, 4));
  return list;
}

/** What the brands say: any `avif` makes it AVIF, else any HEIF brand HEIC, else an MP4 or QuickTime film. */
function kindOf(bytes: Uint8Array): FileKind | null {
  const list = brands(bytes);
  if (list.length === 0) return null;
  return KINDS.find(([, pattern]) => list.some((brand) => pattern.test(brand)))?.[0] ?? 'video';
}

interface Box {
  readonly type: string;
  readonly from: number;
  readonly end: number;
}

/** The boxes between two offsets. A size of 0 reaches to the end; 64-bit sizes end the walk (never in stills). */
function* boxes(bytes: Uint8Array, from: number, end: number): Generator<Box> {
  for (let at = from; at + 8 <= end; ) {
    const length = u32be(bytes, at) || end - at;
    if (!(length >= 8)) return;
    yield { type: latin1(bytes, at + 4, 4), from: at + 8, end: at + length };
    at += length;
  }
}

function firstBox(bytes: Uint8Array, from: number, end: number, type: string): Box | null {
  for (const box of boxes(bytes, from, end)) if (box.type === type) return box;
  return null;
}

/** Where the image spatial extents lie; `meta` is a full box, with four more bytes of version and flags. */
const PATH: readonly (readonly [type: string, skip: number])[] = [
  ['meta', 4],
  ['iprp', 0],
  ['ipco', 0],
];

/** The largest image spatial extent: the tiles of a grid are smaller than the whole. */
function extent(bytes: Uint8Array): { width: number; height: number } | null {
  let [from, end] = [0, bytes.length];
  for (const [type, skip] of PATH) {
    const box = firstBox(bytes, from, end, type);
    if (!box) return null;
    [from, end] = [box.from + skip, Math.min(box.end, bytes.length)];
  }
  let largest: { width: number; height: number } | null = null;
  for (const box of boxes(bytes, from, end)) {
    const found = box.type === 'ispe' ? size(u32be(bytes, box.from + 4), u32be(bytes, box.from + 8)) : null;
    if (found && found.width * found.height >= (largest ? largest.width * largest.height : 0))
      largest = found;
  }
  return largest;
}

const format = (kind: FileKind): Format => ({
  kind,
  matches: (bytes) => kindOf(bytes) === kind,
  read: (bytes) => ({ dimensions: kind === 'video' ? null : extent(bytes) }),
  damage(bytes) {
    let coded = false;
    for (const box of boxes(bytes, 0, bytes.length)) {
      if (box.end > bytes.length) return 'truncated';
      coded ||=
        box.type === 'mdat' ||
        (box.type === 'meta' && firstBox(bytes, box.from + 4, box.end, 'idat') !== null);
    }
    return coded ? null : 'truncated';
  },
});

/** ISO base media files, ISO/IEC 14496-12: AVIF, HEIC (and other HEIF), films. */
export const isobmff: readonly Format[] = [format('avif'), format('heic'), format('video')];
