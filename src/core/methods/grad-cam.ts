import { OPEN, SLOPE } from '../meanings.ts';
import { scoreGradient } from './cotangent.ts';
import type { Method } from './method.ts';

/**
 * Grad-CAM for embeddings: `Σ_k A[p,k] Σ_p' G[p',k]` with `G = ∂S/∂A`. Kept signed, and with the sum over
 * positions instead of the usual mean (a factor N). For cosine at a pooled layer it sums to 0.
 */
export const gradCam: Method = {
  id: 'grad-cam',
  label: 'Grad-CAM',
  formula: 'M[p] = Σ_k A[p,k] Σ_q G[q,k],  G = ∂S/∂A',
  summary: 'Weights each channel by the gradient of the score, summed over the image.',
  source: 'Selvaraju et al., ICCV 2017, arXiv 1610.02391',
  kind: 'explanation',
  uses: { metric: true, reading: false, scopes: ['final', 'layer'] },
  means: { pooled: SLOPE, below: OPEN },
  sumsToTotal: false,
  linear: true,

  async map(side, context) {
    const cis = await side.propagate(context.scope, scoreGradient(side, context), 'channel-gradient');
    return { cis, map: await side.weighted(cis) };
  },
};
