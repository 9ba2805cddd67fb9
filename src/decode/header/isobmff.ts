import { LIMITS } from '../limits.ts';
import { codedSize } from './av1-size.ts';
import { latin1, size, spells, u8, u16be, u32be } from './bytes.ts';
import type { FileKind, Format } from './format.ts';

const KINDS: readonly (readonly [FileKind, RegExp])[] = [
  ['avif', /avi[fs]/],
  ['raw', /crx /],
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

/** The boxes between two offsets. A size of 0 reaches to the end, a size of 1 says that 64 bits of it follow. */
function* boxes(bytes: Uint8Array, from: number, end: number): Generator<Box> {
  for (let at = from; at + 8 <= end; ) {
    const short = u32be(bytes, at);
    const long = short === 1;
    const length = long ? u32be(bytes, at + 8) * 2 ** 32 + u32be(bytes, at + 12) : short || end - at;
    if (!(length >= (long ? 16 : 8))) return;
    yield { type: latin1(bytes, at + 4, 4), from: at + (long ? 16 : 8), end: at + length };
    at += length;
  }
}

/** The boxes at the end of a path of types; the second of each step is what to skip: a full box's version and flags. */
function* within(
  bytes: Uint8Array,
  from: number,
  end: number,
  [step, ...rest]: readonly (readonly [type: string, skip: number])[],
): Generator<Box> {
  for (const box of boxes(bytes, from, end)) {
    if (box.type !== step?.[0]) continue;
    const inside = { ...box, from: box.from + step[1], end: Math.min(box.end, bytes.length) };
    if (rest.length === 0) yield inside;
    else yield* within(bytes, inside.from, inside.end, rest);
  }
}

function firstBox(bytes: Uint8Array, from: number, end: number, type: string): Box | null {
  for (const box of boxes(bytes, from, end)) if (box.type === type) return box;
  return null;
}

type Size = NonNullable<ReturnType<typeof size>>;

const larger = (a: Size | null, b: Size | null): Size | null =>
  a && (!b || a.width * a.height > b.width * b.height) ? a : b;

const PROPERTIES = [
  ['meta', 4],
  ['iprp', 0],
  ['ipco', 0],
] as const;
/** The descriptions of the samples of a film's tracks, behind eight bytes of version, flags and count. */
const SAMPLES = [
  ['moov', 0],
  ['trak', 0],
  ['mdia', 0],
  ['minf', 0],
  ['stbl', 0],
  ['stsd', 8],
] as const;

/** How many samples a track has, behind version, flags and their one size. */
const COUNTS = [...SAMPLES.slice(0, -1), ['stsz', 8]] as const;

/** What the boxes say of the pixels; of a film in a picture file (`avis`) too. */
function measure(bytes: Uint8Array): {
  dimensions: Size | null;
  bitDepth: number | null;
  animated: boolean;
} {
  let dimensions: Size | null = null;
  let bitDepth: number | null = null;
  for (const properties of within(bytes, 0, bytes.length, PROPERTIES))
    for (const box of boxes(bytes, properties.from, properties.end)) {
      // The tiles of a grid are smaller than the whole.
      if (box.type === 'ispe')
        dimensions = larger(size(u32be(bytes, box.from + 4), u32be(bytes, box.from + 8)), dimensions);
      // AV1 codec configuration: bit 6 says more than 8 bits, bit 5 twelve of them.
      const flags = box.type === 'av1C' ? u8(bytes, box.from + 2) : 0;
      if (box.type === 'av1C')
        bitDepth = Math.max(bitDepth ?? 8, flags & 0x40 ? (flags & 0x20 ? 12 : 10) : 8);
    }
  for (const descriptions of within(bytes, 0, bytes.length, SAMPLES))
    for (const { from } of boxes(bytes, descriptions.from, descriptions.end))
      dimensions = larger(size(u16be(bytes, from + 24), u16be(bytes, from + 26)), dimensions);
  const counts = [...within(bytes, 0, bytes.length, COUNTS)];
  return { dimensions, bitDepth, animated: counts.some(({ from }) => u32be(bytes, from) > 1) };
}

/** The extents of all items, from the item location box. ISO/IEC 14496-12, 8.11.3. */
function* extents(bytes: Uint8Array): Generator<{ readonly at: number; readonly length: number }> {
  const meta = firstBox(bytes, 0, bytes.length, 'meta');
  if (!meta) return;
  const end = Math.min(meta.end, bytes.length);
  const iloc = firstBox(bytes, meta.from + 4, end, 'iloc');
  if (!iloc) return;
  const idat = firstBox(bytes, meta.from + 4, end, 'idat');
  const version = u8(bytes, iloc.from);
  const [offsetBytes, lengthBytes] = [u8(bytes, iloc.from + 4) >> 4, u8(bytes, iloc.from + 4) & 15];
  const [baseBytes, indexBytes] = [
    u8(bytes, iloc.from + 5) >> 4,
    version > 0 ? u8(bytes, iloc.from + 5) & 15 : 0,
  ];
  let at = iloc.from + 6;
  const take = (n: number): number => {
    let value = 0;
    for (let i = 0; i < n; i++) value = value * 256 + u8(bytes, at + i);
    at += n;
    return value;
  };
  const items = take(version < 2 ? 2 : 4);
  for (let item = 0; item < items && at < Math.min(iloc.end, bytes.length); item++) {
    take(version < 2 ? 2 : 4);
    const inIdat = version > 0 && (take(2) & 15) === 1;
    take(2);
    const base = take(baseBytes) + (inIdat ? (idat?.from ?? Number.NaN) : 0);
    const count = take(2);
    for (let i = 0; i < count && at < Math.min(iloc.end, bytes.length); i++) {
      take(indexBytes);
      const offset = take(offsetBytes);
      const length = take(lengthBytes);
      yield { at: base + offset, length: length || bytes.length };
    }
  }
}

/** A coded picture that is larger than any that this decoder takes on, whatever the boxes say of it. */
function excessOf(bytes: Uint8Array): string | null {
  let seen = 0;
  for (const { at, length } of extents(bytes)) {
    if (++seen > LIMITS.frames) return `more than ${LIMITS.frames.toLocaleString('en')} parts`;
    const coded = codedSize(bytes.subarray(at, at + length));
    if (coded && coded.width * coded.height > LIMITS.pixels)
      return `a coded picture of ${coded.width}×${coded.height} pixels`;
  }
  return null;
}

/** Boxes without which there is no picture; a file that ends inside one of them is cut short. */
const ESSENTIAL: readonly string[] = ['ftyp', 'meta', 'mdat', 'moov'];

const format = (kind: FileKind): Format => ({
  kind,
  matches: (bytes) => kindOf(bytes) === kind,
  read: (bytes) =>
    kind === 'video' || kind === 'raw'
      ? {}
      : { ...measure(bytes), excess: kind === 'avif' ? excessOf(bytes) : null },
  damage(bytes) {
    let coded = false;
    for (const box of boxes(bytes, 0, bytes.length)) {
      // Whatever else does not fit is something that was appended.
      if (box.end > bytes.length && (!coded || ESSENTIAL.includes(box.type))) return 'truncated';
      coded ||=
        box.type === 'mdat' ||
        (box.type === 'meta' && firstBox(bytes, box.from + 4, box.end, 'idat') !== null);
    }
    return coded ? null : 'truncated';
  },
});

/** ISO base media files, ISO/IEC 14496-12: AVIF, HEIC (and other HEIF), raw files of Canon (CR3), films. */
export const isobmff: readonly Format[] = [format('avif'), format('raw'), format('heic'), format('video')];
