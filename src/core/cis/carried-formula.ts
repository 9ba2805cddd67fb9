/**
 * How a CIS is written below the layer whose pooled vector is explained: c, of the embedding, carried back to G.
 *
 * @param summed what is added up over places, e.g. `A[q,k] G[q,k]`. @param c its formula per channel k of the embedding.
 */
export function carriedFormula(summed: string, c: string): string {
  return `CIS_k = Σ_q ${summed},  G[q,k] = Σ_i c_i ∂x_i/∂A[q,k],  c_i = ${c.replaceAll('_k', '_i')}`;
}
