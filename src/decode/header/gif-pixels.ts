/** Codes are of at most twelve bits; the last sub-block may hold some more than the picture needs. */
const MOST_BITS = 12;

/**
 * How many pixels the LZW codes of a GIF give, up to as many as are wanted. GIF 89a, appendix F.
 *
 * @param data the bytes of all sub-blocks, in a row. @param minimum the code size that stands before them.
 * @returns fewer than wanted where the data ends, or breaks, before.
 */
export function pixelsOf(data: Uint8Array, minimum: number, wanted: number): number {
  if (!(minimum >= 1 && minimum < MOST_BITS)) return 0;
  const clear = 2 ** minimum;
  /** Pixels that each code stands for. */
  const lengths = new Uint32Array(2 ** MOST_BITS);
  let [next, size, before, pixels] = [clear + 2, minimum + 1, 0, 0];
  let [bits, have] = [0, 0];
  for (const byte of data) {
    bits |= byte << have;
    have += 8;
    while (have >= size) {
      const code = bits & (2 ** size - 1);
      bits >>>= size;
      have -= size;
      if (code === clear) [next, size, before] = [clear + 2, minimum + 1, 0];
      else if (code === clear + 1) return pixels;
      else {
        // A code that is being made now is the one before and one pixel more.
        if (code > next || (code === next && before === 0)) return pixels;
        const length = code < clear ? 1 : code === next ? before + 1 : lengths[code]!;
        pixels += length;
        if (pixels >= wanted) return wanted;
        if (before > 0 && next < 2 ** MOST_BITS) lengths[next++] = before + 1;
        if (next === 2 ** size && size < MOST_BITS) size++;
        before = length;
      }
    }
  }
  return pixels;
}
