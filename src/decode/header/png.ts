import { LIMITS } from '../limits.ts';
import { latin1, size, spells, u8, u32be } from './bytes.ts';
import { excessOf } from './excess.ts';
import { exifTag, type OrientationTag } from './exif-orientation.ts';
import type { Format, Orientation } from './format.ts';
import { pngChunks } from './png-chunks.ts';
import { XMP_BYTES, xmpOrientation } from './xmp-orientation.ts';

/** Components by colour type; a palette (3) holds colours. */
const COMPONENTS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 3, 4: 1, 6: 3 };

/** The chunk that ends every PNG. */
const IEND = Uint8Array.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);

const isCritical = (type: string): boolean => type[0] !== type[0]?.toLowerCase();

/** PNG and APNG. PNG specification, third edition. */
export const png: Format = {
  kind: 'png',
  matches: (bytes) => spells(bytes, 0, '\x89PNG\r\n\x1a\n'),

  read(bytes) {
    if (!spells(bytes, 12, 'IHDR')) return {};
    const colour = u8(bytes, 25);
    const depth = u8(bytes, 24);
    let transparent = colour === 4 || colour === 6;
    let animated = false;
    let frameFirst = false;
    let pixels = false;
    let packet: Orientation | null = null;
    let tag: OrientationTag | null = null;
    let chunks = 0;
    // Past the pixels as well: some writers put eXIf there.
    for (const chunk of pngChunks(bytes)) {
      if (++chunks > LIMITS.chunks) break;
      if (chunk.type === 'tRNS') transparent = true;
      // How many frames there are.
      if (chunk.type === 'acTL') animated = u32be(bytes, chunk.at + 4) > 1;
      if (chunk.type === 'fcTL' && !pixels) frameFirst = true;
      if (chunk.type === 'IDAT') pixels = true;
      if (chunk.type === 'iTXt')
        packet ??= xmpOrientation(latin1(bytes, chunk.at + 4, Math.min(chunk.length, XMP_BYTES)));
      if (chunk.type === 'eXIf') tag ??= exifTag(bytes.subarray(chunk.at + 4, chunk.at + 4 + chunk.length));
    }
    return {
      dimensions: size(u32be(bytes, 16), u32be(bytes, 20)),
      orientationTag: tag,
      alpha: transparent,
      bitDepth: Number.isNaN(depth) ? null : depth,
      components: COMPONENTS[colour] ?? null,
      animated,
      stillFirst: animated && !frameFirst,
      xmpOrientation: tag ? null : packet,
      excess: excessOf(chunks, 'chunks'),
    };
  },

  damage(bytes) {
    for (const { type, at, length, complete } of pngChunks(bytes)) {
      if (!complete) return 'truncated';
      // Whatever the checksum of the end marker says, it holds nothing that could be wrong.
      if (type === 'IEND') return null;
      if (isCritical(type) && crc32(bytes.subarray(at, at + 4 + length)) !== u32be(bytes, at + 4 + length))
        return 'corrupt';
    }
    return 'truncated';
  },

  mend(bytes) {
    let end = 0;
    let pixels = false;
    let cut: Uint8Array | null = null;
    for (const { type, at, length, complete } of pngChunks(bytes)) {
      // The last pixel may stand before the cut, if only checksums stand behind it.
      if (!complete && type === 'IDAT') cut = bytes.subarray(at + 4, at + 4 + length);
      // Behind the pixels a chunk that ends too soon is left out, be it the end marker itself.
      if (!complete && (type === 'IDAT' || type === 'IEND' || (pixels && !isCritical(type)))) break;
      if (!complete || type === 'IEND') return null;
      pixels ||= type === 'IDAT';
      end = at + 8 + length;
    }
    if (!pixels && !cut) return null;
    const parts = [bytes.subarray(0, end), ...(cut ? [idat(cut)] : []), IEND];
    const missing = cut
      ? 'no end (it breaks off between its last pixel and its end marker)'
      : 'no end marker (IEND)';
    return { bytes: joined(parts), missing, ...(cut && { unsure: true }) };
  },
};

/** A chunk of pixels. */
function idat(data: Uint8Array): Uint8Array {
  const chunk = joined([new Uint8Array(4), Uint8Array.of(0x49, 0x44, 0x41, 0x54), data, new Uint8Array(4)]);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  view.setUint32(chunk.length - 4, crc32(chunk.subarray(4, -4)));
  return chunk;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** CRC-32 of ISO 3309 as PNG uses it (PNG, annex D), an unsigned 32-bit number. */
function crc32(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) c = TABLE[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}
