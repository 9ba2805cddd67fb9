import { OPEN, SLOPE } from '../meanings.ts';
import { scoreGradient } from './cotangent.ts';
import type { Method } from './method.ts';

/**
 * XGrad-CAM: each channel is weighted by its gradient averaged with its own activation as the measure,
 * `Σ_p G A / Σ_p A`, and by 0 where `Σ_p A` is 0. Where G is the same everywhere (a pooled last layer) that is
 * Grad-CAM divided by N.
 */
export const xgradCam: Method = {
  id: 'xgrad-cam',
  label: 'XGrad-CAM',
  formula: 'M[p] = Σ_k A[p,k] (Σ_q G[q,k] A[q,k]) / (Σ_q A[q,k]),  G = ∂S/∂A',
  summary:
    'Like Grad-CAM, but the gradient of a channel counts where the channel is active, so that the map adds up to Σ G A.',
  source: 'Fu et al., BMVC 2020, arXiv 2008.02312',
  kind: 'explanation',
  uses: { metric: true, reading: false, scopes: ['final', 'layer'] },
  means: { pooled: SLOPE, below: OPEN },
  sumsToTotal: false,
  linear: true,

  async map(side, context) {
    const cotangent = scoreGradient(side, context);
    const products = await side.propagate(context.scope, cotangent, 'channel-activation-gradient');
    const positions = side.shape[0] * side.shape[1];
    const { pooled } = side.vectors;
    const cis = products.map((product, k) => (pooled[k] === 0 ? 0 : product / (pooled[k]! * positions)));
    return { cis, map: await side.weighted(cis) };
  },
};
