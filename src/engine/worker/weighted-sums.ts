/**
 * `M[p] = Σ_k weights_k A[p,k]`, `[N]`, by a plain loop. For a map of 49 cells and some hundred channels what goes
 * round a product of tensors (a view, a tensor of weights, an operator) takes several times the product itself.
 *
 * @param values A, `[N·K]`. @param weights `[K]`.
 */
export function weightedSums(values: Float32Array, weights: Float32Array): Float32Array {
  const channels = weights.length;
  const sums = new Float32Array(values.length / channels);
  for (let p = 0, at = 0; p < sums.length; p++) {
    let sum = 0;
    for (let k = 0; k < channels; k++, at++) sum += weights[k]! * values[at]!;
    sums[p] = sum;
  }
  return sums;
}
