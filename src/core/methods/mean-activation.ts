import { NONE } from '../meanings.ts';
import type { Method } from './method.ts';

/** Control: `mean_k A[p,k]`. It knows nothing of the second image; a map that equals it explains no similarity. */
export const meanActivation: Method = {
  id: 'mean-activation',
  label: 'Mean activation',
  formula: 'M[p] = (1/K) Σ_k A[p,k]',
  summary: 'Control: where the network is active at all. It does not look at the other image.',
  source: null,
  kind: 'control',
  called: 'mean activation',
  stochastic: false,
  uses: { metric: false, reading: false, scopes: [] },
  means: { pooled: NONE, below: NONE },
  sumsToTotal: false,
  linear: false,

  async map(side) {
    const channels = side.shape[2];
    return { map: await side.weighted(new Float32Array(channels).fill(1 / channels)) };
  },
};
