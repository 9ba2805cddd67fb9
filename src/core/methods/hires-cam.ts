import { SLOPE } from '../meanings.ts';
import { scoreGradient } from './cotangent.ts';
import type { Method } from './method.ts';

/** HiResCAM: `Σ_k A[p,k] G[p,k]`, signed. At a pooled last layer it is Grad-CAM divided by N. */
export const hiresCam: Method = {
  id: 'hires-cam',
  label: 'HiResCAM',
  formula: 'M[p] = Σ_k A[p,k] G[p,k],  G = ∂S/∂A',
  summary:
    'Multiplies every activation by its own gradient, place by place. Where the gradient is the same everywhere (a pooled last layer) it is Grad-CAM on another scale.',
  source: 'Draelos & Carin 2020, arXiv 2011.08891',
  kind: 'explanation',
  uses: { metric: true, reading: false, scopes: ['final', 'layer'] },
  means: { pooled: SLOPE, below: SLOPE },
  sumsToTotal: false,
  linear: true,

  async map(side, context) {
    const cotangent = scoreGradient(side, context);
    return { map: await side.propagate(context.scope, cotangent, 'position-activation-gradient') };
  },
};
