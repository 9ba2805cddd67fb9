/** @import { Weight } from './graph.mjs' */

/**
 * IEEE 754 half precision to a number, exactly.
 *
 * @param {number} bits 16 bits
 * @returns {number}
 */
export function fromFloat16(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * The float values of a weight, row-major. Half-precision storage is widened without loss.
 *
 * @param {Weight} weight
 * @returns {Float32Array}
 * @throws {Error} where the weight is stored in any other way
 */
export function weightValues({ spec, bytes }) {
  if (spec.dtype !== 'float32') throw new Error(`Weight ${spec.name} is ${spec.dtype}, not float32.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!spec.quantization) {
    return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
  }
  if (spec.quantization.dtype !== 'float16') {
    throw new Error(
      `Weight ${spec.name} is quantised to ${spec.quantization.dtype}; only float16 is understood.`,
    );
  }
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => fromFloat16(view.getUint16(2 * i, true)));
}
