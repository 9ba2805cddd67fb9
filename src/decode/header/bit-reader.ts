/** Reads bits from hostile bytes: past the end every number is NaN, which fails all comparisons. Nothing throws. */
export interface BitReader {
  /** The next `n` bits, at most 32, as an unsigned number. */
  read(n: number): number;
}

/** @param order which bit of a byte comes first: the most significant (AV1) or the least (JPEG XL). */
export function bitReader(bytes: Uint8Array, order: 'most' | 'least'): BitReader {
  let at = 0;
  const bit = (): number => {
    const byte = bytes[at >> 3] ?? Number.NaN;
    const shift = order === 'most' ? 7 - (at & 7) : at & 7;
    at++;
    return Number.isNaN(byte) ? byte : (byte >> shift) & 1;
  };
  return {
    read(n) {
      let value = 0;
      for (let i = 0; i < n; i++) value = order === 'most' ? value * 2 + bit() : value + bit() * 2 ** i;
      return value;
    },
  };
}
