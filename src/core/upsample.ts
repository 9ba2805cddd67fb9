/** Where output i of `to` samples lies between two of `from` samples: half-pixel centres, edges held. */
function taps(from: number, to: number): { low: Int32Array; high: Int32Array; weight: Float64Array } {
  const low = new Int32Array(to);
  const high = new Int32Array(to);
  const weight = new Float64Array(to);
  for (let i = 0; i < to; i++) {
    const at = Math.min(Math.max(((i + 0.5) * from) / to - 0.5, 0), from - 1);
    low[i] = Math.floor(at);
    high[i] = Math.min(low[i]! + 1, from - 1);
    weight[i] = at - low[i]!;
  }
  return { low, high, weight };
}

/**
 * Bilinear interpolation of a map `[h, w]` to `[H, W]`, both row-major.
 *
 * Output pixel i is read at `(i + ½)·h/H − ½`, clamped to the outermost cell centres: the same as PyTorch's
 * `interpolate(mode='bilinear', align_corners=False)`. Nothing is averaged, so with `H < h` it samples the
 * map at the centres of the larger cells. Values never leave the range of the input.
 *
 * @throws RangeError when `values` does not hold `h·w` numbers.
 */
export function upsample(
  values: Float32Array | Float64Array,
  h: number,
  w: number,
  H: number,
  W: number,
): Float32Array {
  if (values.length !== h * w) {
    throw new RangeError(`A map of ${h}×${w} needs ${h * w} values, not ${values.length}.`);
  }
  const rows = taps(h, H);
  const columns = taps(w, W);
  const out = new Float32Array(H * W);
  for (let row = 0; row < H; row++) {
    const top = rows.low[row]! * w;
    const bottom = rows.high[row]! * w;
    const down = rows.weight[row]!;
    for (let column = 0; column < W; column++) {
      const left = columns.low[column]!;
      const right = columns.high[column]!;
      const along = columns.weight[column]!;
      const above = values[top + left]! * (1 - along) + values[top + right]! * along;
      const below = values[bottom + left]! * (1 - along) + values[bottom + right]! * along;
      out[row * W + column] = above * (1 - down) + below * down;
    }
  }
  return out;
}
