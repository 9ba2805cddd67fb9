import { ACTIVATION } from '../meanings.ts';
import { scoreGradient } from './cotangent.ts';
import type { Method } from './method.ts';

/** LayerCAM: `Σ_k A[p,k] max(G[p,k], 0)`; negative only where activations are. */
export const layerCam: Method = {
  id: 'layer-cam',
  label: 'LayerCAM',
  formula: 'M[p] = Σ_k A[p,k] max(G[p,k], 0),  G = ∂S/∂A',
  summary: 'Like HiResCAM, but only gradients that would raise the score count.',
  source: 'Jiang et al., IEEE TIP 2021',
  kind: 'explanation',
  uses: { metric: true, reading: false, scopes: ['final', 'layer'] },
  means: { pooled: ACTIVATION, below: ACTIVATION },
  sumsToTotal: false,
  linear: false,

  async map(side, context) {
    const cotangent = scoreGradient(side, context);
    return { map: await side.propagate(context.scope, cotangent, 'position-activation-positive-gradient') };
  },
};
