import { SHARE } from '../meanings.ts';
import { heldFormulas } from './held-formulas.ts';
import type { Method } from './method.ts';

/**
 * The share of each position in the similarity of the pooled vectors: `A_p · c / N`, where c is the metric's
 * held cotangent (`y/(|x||y|)` or `2y − x`). Because pooling is a mean, it sums exactly to the total.
 *
 * It explains this layer's similarity, whatever the scope.
 */
export const decomposition: Method = {
  id: 'decomposition',
  label: 'Decomposition',
  formula: `M[p] = Σ_k A[p,k] c_k / N;  ${heldFormulas('k')}`,
  summary:
    'Splits the similarity over the positions of the image: the values of the map add up exactly, to the cosine or, for Euclidean, to |y|² − |x − y|².',
  source: 'Stylianou et al., WACV 2019, arXiv 1901.00536; Zhu et al., IEEE TIP 2021, arXiv 1909.12977',
  kind: 'explanation',
  uses: { metric: true, reading: false, scopes: ['layer'] },
  means: { pooled: SHARE, below: SHARE },
  sumsToTotal: true,
  linear: true,

  async map(side, { objective }) {
    const positions = side.shape[0] * side.shape[1];
    const held = objective('layer').heldCotangent(side.vectors.pooled);
    return { map: await side.weighted(Float32Array.from(held, (value) => value / positions)) };
  },
};
