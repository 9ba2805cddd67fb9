import { OPEN, RELEVANCE } from '../meanings.ts';
import { heldFormulas } from './held-formulas.ts';
import type { Method } from './method.ts';

/**
 * Relevance-CAM for a pair: the contribution of each entry of the embedding, `e_i c_i` with c the held cotangent, is
 * carried back as relevance by layer-wise propagation (α = 1, β = 0; docs/spec.md has a rule for each operator), and a
 * channel's weight is the mean of its relevance over positions. Where the embedding is pooled from this very layer
 * that is the contribution reading of SFAM divided by N, but 0 for a channel that is nowhere above zero.
 */
export const relevanceCam: Method = {
  id: 'relevance-cam',
  label: 'Relevance-CAM',
  formula: `M[p] = Σ_k w_k A[p,k],  w_k = (1/N) Σ_q R[q,k],  R_i = x_i c_i at the embedding;  ${heldFormulas('i')}`,
  summary:
    'Shares the score out among the entries of the embedding, hands each share back layer by layer to what made it, and weights each channel by what arrives there.',
  source: 'Lee et al., CVPR 2021',
  kind: 'explanation',
  uses: { metric: true, reading: false, scopes: ['final'] },
  means: { pooled: RELEVANCE, below: OPEN },
  sumsToTotal: false,
  linear: true,
  steady: true,

  async map(side, { objective }) {
    const { embedding } = side.vectors;
    const held = objective('final').heldCotangent(embedding);
    const cis = await side.relevance(Float32Array.from(held, (c, i) => c * embedding[i]!));
    return { cis, map: await side.weighted(cis) };
  },
};
