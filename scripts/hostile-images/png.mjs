import { crc32, deflateSync } from 'node:zlib';

/** Samples per pixel by PNG colour type. */
const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Adam7: first column, first row, column step, row step. @type {[number, number, number, number][]} */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** The same for an image that is not interlaced. @type {typeof PASSES} */
const WHOLE = [[0, 0, 1, 1]];

/** The CRC-32 of Node where it has one (20.15 on). @type {(bytes: Buffer) => number} */
const checksum = (bytes) => crc32(bytes);

/** One chunk: length, type, payload, CRC. @param {string} type @param {Uint8Array} payload */
export function pngChunk(type, payload) {
  const chunk = Buffer.alloc(12 + payload.length);
  chunk.writeUInt32BE(payload.length, 0);
  chunk.write(type, 4, 'latin1');
  chunk.set(payload, 8);
  chunk.writeUInt32BE(checksum(chunk.subarray(4, 8 + payload.length)), 8 + payload.length);
  return chunk;
}

/** @param {number} a @param {number} b @param {number} c */
function paeth(a, b, c) {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** Filters packed rows; the row number chooses the filter, so that every type occurs.
 * @param {Uint8Array} packed @param {number} rowBytes @param {number} unit bytes per whole pixel */
function filtered(packed, rowBytes, unit) {
  const rows = packed.length / rowBytes;
  const out = new Uint8Array(rows * (rowBytes + 1));
  for (let y = 0; y < rows; y++) {
    const type = y % 5;
    out[y * (rowBytes + 1)] = type;
    for (let i = 0; i < rowBytes; i++) {
      const at = y * rowBytes + i;
      const left = i >= unit ? (packed[at - unit] ?? 0) : 0;
      const up = packed[at - rowBytes] ?? 0;
      const corner = i >= unit ? (packed[at - rowBytes - unit] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][type] ?? 0;
      out[at + y + 1] = (packed[at] ?? 0) - guess;
    }
  }
  return out;
}

/** Packs samples (one number each) into rows of bytes, most significant bits first.
 * @param {ArrayLike<number>} samples @param {number} perRow @param {number} depth */
function pack(samples, perRow, depth) {
  const rowBytes = Math.ceil((perRow * depth) / 8);
  const rows = samples.length / perRow;
  const out = new Uint8Array(rows * rowBytes);
  for (let y = 0; y < rows; y++)
    for (let i = 0; i < perRow; i++) {
      const value = samples[y * perRow + i] ?? 0;
      const bit = i * depth;
      if (depth === 16) {
        out[y * rowBytes + i * 2] = value >> 8;
        out[y * rowBytes + i * 2 + 1] = value & 255;
      } else {
        const at = y * rowBytes + (bit >> 3);
        out[at] = (out[at] ?? 0) | (value << (8 - depth - (bit & 7)));
      }
    }
  return { packed: out, rowBytes };
}

/**
 * A PNG of any colour type, bit depth and interlacing, with every filter type in use.
 *
 * @param {object} png
 * @param {number} png.width @param {number} png.height
 * @param {0 | 2 | 3 | 4 | 6} png.colour colour type
 * @param {1 | 2 | 4 | 8 | 16} [png.depth]
 * @param {ArrayLike<number>} png.samples `[height, width, channels]`, each in 0 … 2^depth − 1
 * @param {boolean} [png.interlaced]
 * @param {Uint8Array[]} [png.chunks] between IHDR and IDAT
 * @param {number} [png.idatBytes] payload bytes per IDAT chunk
 */
export function makePng({
  width,
  height,
  colour,
  depth = 8,
  samples,
  interlaced = false,
  chunks = [],
  idatBytes = 1 << 16,
}) {
  const channels = CHANNELS[colour];
  const unit = Math.max(1, (channels * depth) >> 3);
  const parts = [];
  for (const [x0, y0, dx, dy] of interlaced ? PASSES : WHOLE) {
    const [w, h] = [Math.ceil((width - x0) / dx), Math.ceil((height - y0) / dy)];
    if (w <= 0 || h <= 0) continue;
    const some = new Uint16Array(w * h * channels);
    for (let y = 0; y < h; y++)
      for (let x = 0; x < w; x++)
        for (let c = 0; c < channels; c++)
          some[(y * w + x) * channels + c] =
            samples[((y0 + y * dy) * width + x0 + x * dx) * channels + c] ?? 0;
    const { packed, rowBytes } = pack(some, w * channels, depth);
    parts.push(filtered(packed, rowBytes, unit));
  }
  const data = deflateSync(Buffer.concat(parts));
  const idats = [];
  for (let at = 0; at < data.length; at += idatBytes)
    idats.push(pngChunk('IDAT', data.subarray(at, at + idatBytes)));
  return Buffer.concat([
    PNG_SIGNATURE,
    pngHeader({ width, height, colour, depth, interlaced }),
    ...chunks,
    ...idats,
    pngChunk('IEND', new Uint8Array()),
  ]);
}

export const PNG_SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** IHDR alone, for files that promise more than they hold.
 * @param {{ width: number, height: number, colour: number, depth?: number, interlaced?: boolean }} header */
export function pngHeader({ width, height, colour, depth = 8, interlaced = false }) {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  ihdr.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  return pngChunk('IHDR', ihdr);
}

/**
 * A profile as text, as ImageMagick writes it.
 *
 * @param {string} name such as exif @param {Uint8Array} profile @param {boolean} compressed
 */
export function rawProfile(name, profile, compressed) {
  const digits = Buffer.from(profile).toString('hex').replace(/.{72}/g, '$&\n');
  const text = Buffer.from(`\n${name}\n${String(profile.length).padStart(8)}\n${digits}\n`);
  const keyword = Buffer.from(`Raw profile type ${name}\0`, 'latin1');
  return compressed
    ? pngChunk('zTXt', Buffer.concat([keyword, Buffer.of(0), deflateSync(text)]))
    : pngChunk('tEXt', Buffer.concat([keyword, text]));
}

/** A whole black grey image of any size in a few kilobytes. @param {number} width @param {number} height */
export const blackPng = (width, height) =>
  Buffer.concat([
    PNG_SIGNATURE,
    pngHeader({ width, height, colour: 0 }),
    pngChunk('IDAT', deflateSync(new Uint8Array(height * (width + 1)))),
    pngChunk('IEND', new Uint8Array()),
  ]);
