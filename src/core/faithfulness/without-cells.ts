/** Share of the cells that are silenced together: those the map puts first. A convention. */
const STRONGEST = 0.25;

/** Indices of a map's strongest cells, largest value first; ties in reading order. */
export function strongestCells(map: Float32Array): readonly number[] {
  const order = Array.from(map.keys()).sort((p, q) => map[q]! - map[p]!);
  return order.slice(0, Math.max(1, Math.round(STRONGEST * order.length)));
}

/**
 * What a score loses when some cells are set to zero together and the layer is pooled again (by its mean):
 * `O(x) − O(x − Σ A_p / N)`. A handful of arithmetic, no pass of the network.
 *
 * @param features A, `[N, K]`. @param pooled x, `[K]`. @param value O, of a vector as it is pooled here.
 */
export function lossWithout(
  features: Float32Array,
  pooled: Float32Array,
  cells: readonly number[],
  value: (x: Float64Array) => number,
): number {
  const channels = pooled.length;
  const positions = features.length / channels;
  const left = Float64Array.from(pooled);
  for (const p of cells)
    for (let k = 0; k < channels; k++) left[k]! -= features[p * channels + k]! / positions;
  return value(Float64Array.from(pooled)) - value(left);
}
