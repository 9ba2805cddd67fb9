import { type BitReader, bitReader } from './bit-reader.ts';
import { size, u8 } from './bytes.ts';

const SEQUENCE_HEADER = 1;

/** A number of seven bits a byte, and how many bytes it took. AV1, 4.10.5. */
function leb128(bytes: Uint8Array, at: number): { value: number; length: number } {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = u8(bytes, at + i);
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (!(byte & 0x80)) return { value: Number.isNaN(byte) ? Number.NaN : value, length: i + 1 };
  }
  return { value: Number.NaN, length: 8 };
}

/** An unsigned number in Exp-Golomb code, skipped. AV1, 4.10.3. */
function skipUvlc(bits: BitReader): void {
  let zeros = 0;
  while (bits.read(1) === 0 && zeros < 32) zeros++;
  if (zeros < 32) bits.read(zeros);
}

/** The largest frame that a sequence header allows. AV1, 5.5.1. */
function maxFrame(bits: BitReader): ReturnType<typeof size> {
  bits.read(4);
  if (bits.read(1)) bits.read(5);
  else {
    let delayBits = 0;
    if (bits.read(1)) {
      bits.read(32);
      bits.read(32);
      if (bits.read(1)) skipUvlc(bits);
      if (bits.read(1)) {
        delayBits = bits.read(5) + 1;
        bits.read(32);
        bits.read(10);
      }
    }
    const initialDelay = bits.read(1);
    const points = bits.read(5) + 1;
    for (let i = 0; i < points; i++) {
      bits.read(12);
      if (bits.read(5) > 7) bits.read(1);
      if (delayBits > 0 && bits.read(1)) {
        bits.read(delayBits);
        bits.read(delayBits);
        bits.read(1);
      }
      if (initialDelay && bits.read(1)) bits.read(4);
    }
  }
  const [widthBits, heightBits] = [bits.read(4) + 1, bits.read(4) + 1];
  return size(bits.read(widthBits) + 1, bits.read(heightBits) + 1);
}

/**
 * The size that coded AV1 data says of itself, which need not be what the file around it says.
 *
 * @param data open bitstream units (OBUs), AV1, 5.3.
 * @returns null where there is no sequence header.
 */
export function codedSize(data: Uint8Array): ReturnType<typeof size> {
  for (let at = 0; at < data.length; ) {
    const header = u8(data, at);
    const [extended, sized] = [(header & 4) !== 0, (header & 2) !== 0];
    const start = at + (extended ? 2 : 1);
    const { value, length } = sized ? leb128(data, start) : { value: data.length - start, length: 0 };
    if (Number.isNaN(value)) return null;
    const from = start + length;
    if (((header >> 3) & 15) === SEQUENCE_HEADER) return maxFrame(bitReader(data.subarray(from), 'most'));
    at = from + value;
  }
  return null;
}
