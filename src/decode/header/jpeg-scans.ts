import { u8, u16be } from './bytes.ts';
import { type HuffmanTable, huffmanTable, NotUnderstood, ScanBits, ScanEnded } from './jpeg-bits.ts';

interface Component {
  readonly id: number;
  /** Sampling factors. */
  readonly h: number;
  readonly v: number;
  /** Blocks of 8×8 samples that hold picture, across and down. */
  readonly across: number;
  readonly down: number;
  /** How many of the lowest bits of each coefficient are still to come, `[64]`; 255: all. */
  readonly missing: Uint8Array;
  /** Which coefficients of each block are not zero, eight bytes a block; of progressive pictures only. */
  readonly nonzero: Uint8Array;
}

interface Frame {
  readonly progressive: boolean;
  /** Minimum coded units, across and down. */
  readonly across: number;
  readonly down: number;
  readonly components: readonly Component[];
}

/** Start of frame: null for lossless and arithmetic coding, which no browser opens, and for sizes that make no sense. */
function readFrame(bytes: Uint8Array, marker: number, at: number): Frame | null {
  if (marker > 0xc2) return null;
  const progressive = marker === 0xc2;
  const [height, width, count] = [u16be(bytes, at + 1), u16be(bytes, at + 3), u8(bytes, at + 5)];
  const raw = Array.from({ length: count <= 4 ? count : 0 }, (_, i) => ({
    id: u8(bytes, at + 6 + i * 3),
    h: u8(bytes, at + 7 + i * 3) >> 4,
    v: u8(bytes, at + 7 + i * 3) & 15,
  }));
  const sound = raw.every(({ h, v }) => h >= 1 && h <= 4 && v >= 1 && v <= 4);
  if (!(width * height > 0) || raw.length === 0 || !sound) return null;
  const hMax = Math.max(...raw.map(({ h }) => h));
  const vMax = Math.max(...raw.map(({ v }) => v));
  return {
    progressive,
    across: Math.ceil(width / (8 * hMax)),
    down: Math.ceil(height / (8 * vMax)),
    components: raw.map((component) => {
      const across = Math.ceil(Math.ceil((width * component.h) / hMax) / 8);
      const down = Math.ceil(Math.ceil((height * component.v) / vMax) / 8);
      const nonzero = new Uint8Array(progressive ? across * down * 8 : 0);
      return { ...component, across, down, missing: new Uint8Array(64).fill(255), nonzero };
    }),
  };
}

interface Scan {
  readonly bits: ScanBits;
  /** First and last coefficient, and the lowest bit before and after this scan. */
  readonly from: number;
  readonly to: number;
  readonly high: number;
  readonly low: number;
}

/** All coefficients of a block of a sequential picture. T.81, F.2.2. */
function sequentialBlock(bits: ScanBits, dc: HuffmanTable, ac: HuffmanTable): void {
  bits.read(bits.symbol(dc) & 15);
  for (let k = 1; k < 64; k++) {
    const symbol = bits.symbol(ac);
    if ((symbol & 15) === 0 && symbol !== 0xf0) return;
    k += symbol >> 4;
    bits.read(symbol & 15);
  }
}

/** Passes over one block of a progressive picture's AC scan; returns for how many blocks nothing more comes. G.1.2.2–3. */
function acBlock(scan: Scan, ac: HuffmanTable, nonzero: Uint8Array, block: number, ended: number): number {
  const { bits, from, to, high } = scan;
  const isSet = (k: number): boolean => (nonzero[block * 8 + (k >> 3)]! & (1 << (k & 7))) !== 0;
  /** From `k` past `zeros` coefficients that are zero, refining those that are not; where it stops. */
  const pass = (k: number, zeros: number): number => {
    for (; k <= to; k++) {
      if (high > 0 && isSet(k)) bits.bit();
      else if (zeros-- === 0) break;
    }
    return k;
  };
  if (ended > 0) {
    if (high > 0) pass(from, 64);
    return ended - 1;
  }
  for (let k = from; k <= to; k++) {
    const symbol = bits.symbol(ac);
    const [run, length] = [symbol >> 4, symbol & 15];
    if (length === 0 && run < 15) {
      const blocks = 2 ** run + bits.read(run);
      if (high > 0) pass(k, 64);
      return blocks - 1;
    }
    // The new coefficient's bits: of a first scan its value, of a refinement its sign.
    if (length > 0 && high > 0) bits.bit();
    k = pass(k, run);
    if (length > 0 && high === 0) bits.read(length);
    if (length > 0 && k <= to) nonzero[block * 8 + (k >> 3)]! |= 1 << (k & 7);
  }
  return 0;
}

type Tables = Readonly<Record<number, HuffmanTable>>;

/** Goes through one scan's data. @returns the offset behind it. @throws ScanEnded */
function walkScan(bytes: Uint8Array, at: number, frame: Frame, tables: Tables, interval: number): number {
  const count = u8(bytes, at);
  const parts = Array.from({ length: count <= 4 ? count : 0 }, (_, i) => {
    const component = frame.components.find(({ id }) => id === u8(bytes, at + 1 + i * 2));
    const chosen = u8(bytes, at + 2 + i * 2);
    if (!component) throw new NotUnderstood();
    return { component, dc: tables[chosen >> 4], ac: tables[16 + (chosen & 15)] };
  });
  const [only] = parts;
  if (!only) throw new NotUnderstood();
  const tail = at + 1 + count * 2;
  const spectral = { from: u8(bytes, tail), to: u8(bytes, tail + 1) };
  const { from, to } = frame.progressive ? spectral : { from: 0, to: 63 };
  const approximation = frame.progressive ? u8(bytes, tail + 2) : 0;
  if (!(from <= to && to <= 63)) throw new ScanEnded();
  const bits = new ScanBits(bytes, tail + 3);
  const scan: Scan = { bits, from, to, high: approximation >> 4, low: approximation & 15 };

  let ended = 0;
  const visit = ({ component, dc, ac }: (typeof parts)[number], block: number): void => {
    if (!frame.progressive) {
      if (!dc || !ac) throw new NotUnderstood();
      sequentialBlock(bits, dc, ac);
    } else if (from === 0) {
      if (scan.high > 0) bits.bit();
      else if (dc) bits.read(bits.symbol(dc) & 15);
      else throw new NotUnderstood();
    } else {
      if (!ac) throw new NotUnderstood();
      ended = acBlock(scan, ac, component.nonzero, block, ended);
    }
  };
  // One component alone is coded block by block, several in units that hold some of each. T.81, A.2.
  const units = parts.length === 1 ? only.component.across * only.component.down : frame.across * frame.down;
  for (let unit = 0; unit < units; unit++) {
    if (interval > 0 && unit > 0 && unit % interval === 0) {
      bits.restart();
      ended = 0;
    }
    if (parts.length === 1) visit(only, unit);
    else
      for (const part of parts) for (let i = part.component.h * part.component.v; i > 0; i--) visit(part, 0);
  }
  for (const { component } of parts) component.missing.fill(scan.low, from, to + 1);
  return bits.at;
}

const DHT = 0xc4;
const SOS = 0xda;
const EOI = 0xd9;
const DRI = 0xdd;

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== DHT && marker !== 0xc8 && marker !== 0xcc;

/** Markers that may stand between scans: tables, application data, comments. */
const goesOn = (marker: number): boolean =>
  marker === DHT ||
  (marker >= SOS && marker <= 0xdf) ||
  (marker >= 0xe0 && marker <= 0xef) ||
  marker === 0xfe;

/** Huffman tables of a DHT segment into `tables`, DC at 0…3, AC at 16…19. */
function readTables(bytes: Uint8Array, at: number, end: number, tables: Record<number, HuffmanTable>): void {
  while (at + 17 <= end) {
    const counts = bytes.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, n) => sum + n, 0);
    tables[u8(bytes, at) & 0x1f] = huffmanTable(counts, bytes.subarray(at + 17, at + 17 + total));
    at += 17 + total;
  }
}

/**
 * Goes through the Huffman codes of a JPEG, as a decoder does but without making pixels: is all of the picture there,
 * though what follows it is not what should?
 *
 * @param bytes from the start-of-image marker on. Never throws.
 * @returns the offset behind the last bit of the picture; null when some of it is missing. ITU-T T.81.
 */
export function endOfScans(bytes: Uint8Array): number | null {
  const { end, complete } = walkScans(bytes);
  return complete ? end : null;
}

/**
 * Is there a JPEG that ends, but not all of its picture is in it? As when a cut file was given an end marker, or its
 * header another height. Only of what Huffman codes tell: never where a part of the file is not understood.
 */
export function isIncomplete(bytes: Uint8Array): boolean {
  const { complete, understood } = walkScans(bytes);
  return understood && !complete;
}

function walkScans(bytes: Uint8Array): {
  readonly end: number;
  readonly complete: boolean;
  /** Did it come to the end of the picture, or to a place where its codes end too soon? */
  readonly understood: boolean;
} {
  const tables: Record<number, HuffmanTable> = {};
  let frame: Frame | null = null;
  let interval = 0;
  let end = 0;
  let understood = false;
  const unknown = { end, complete: false, understood };
  try {
    for (let at = 2; u8(bytes, at) === 0xff; ) {
      const marker = u8(bytes, at + 1);
      if (marker === 0xff) {
        at += 1;
        continue;
      }
      if (marker === EOI || !(goesOn(marker) || isFrame(marker))) {
        understood = marker === EOI;
        break;
      }
      const next = at + 2 + u16be(bytes, at + 2);
      if (!(next >= at + 4 && next <= bytes.length)) break;
      if (marker === DHT) readTables(bytes, at + 4, next, tables);
      if (marker === DRI) interval = u16be(bytes, at + 4);
      if (isFrame(marker)) {
        if (frame) break;
        frame = readFrame(bytes, marker, at + 4);
        if (!frame) return unknown;
      }
      if (marker !== SOS) at = next;
      else if (!frame) return unknown;
      else end = at = walkScan(bytes, at + 4, frame, tables, interval);
    }
  } catch (error) {
    if (!(error instanceof ScanEnded)) throw error;
    return { end, complete: false, understood: !(error instanceof NotUnderstood) };
  }
  const complete = frame?.components.every(({ missing }) => missing.every((bits) => bits === 0)) ?? false;
  return { end, complete, understood: understood && frame !== null };
}
