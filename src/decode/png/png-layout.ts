import { u8, u32be } from '../header/bytes.ts';
import { pngChunks } from '../header/png-chunks.ts';

/** Samples per pixel, by colour type. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Bit depths allowed, by colour type. PNG, table 12. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** What is needed to turn a PNG's compressed bytes into pixels. */
export interface PngLayout {
  readonly width: number;
  readonly height: number;
  readonly colour: 0 | 2 | 3 | 4 | 6;
  readonly depth: number;
  readonly channels: number;
  readonly interlaced: boolean;
  /** `[n, 3]`, empty unless the colour type is 3. */
  readonly palette: Uint8Array;
  /** The tRNS payload, or null: opacity by palette index, or the one colour that is transparent. */
  readonly transparency: Uint8Array | null;
  /** Payloads of the IDAT chunks, in order; views into the file. */
  readonly data: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * Reads the chunks of a PNG. Those about colour (gAMA, cHRM, sRGB, iCCP, cICP) are left out on purpose: a
 * PyTorch pipeline (PIL) does not apply them either.
 *
 * @param bytes the whole file, already found undamaged.
 * @returns null when the header is not that of a PNG this decoder knows (such as Apple's CgBI variant).
 */
export function pngLayout(bytes: Uint8Array<ArrayBuffer>): PngLayout | null {
  const [depth, colour, compression, filter, interlace] = [24, 25, 26, 27, 28].map((at) => u8(bytes, at));
  const known = DEPTHS[colour!]?.includes(depth!) && compression === 0 && filter === 0 && interlace! <= 1;
  if (!known) return null;
  let palette = new Uint8Array();
  let transparency: Uint8Array | null = null;
  const data: Uint8Array<ArrayBuffer>[] = [];
  for (const { type, at, length } of pngChunks(bytes)) {
    const payload = bytes.subarray(at + 4, at + 4 + length);
    if (type === 'CgBI') return null;
    if (type === 'PLTE') palette = payload;
    if (type === 'tRNS') transparency = payload;
    if (type === 'IDAT' && length > 0) data.push(payload);
  }
  return {
    width: u32be(bytes, 16),
    height: u32be(bytes, 20),
    colour: colour as PngLayout['colour'],
    depth: depth!,
    channels: CHANNELS[colour!]!,
    interlaced: interlace === 1,
    palette,
    transparency,
    data,
  };
}
