import { OPEN, UNSIGNED } from '../meanings.ts';
import { scoreGradient } from './cotangent.ts';
import type { Method } from './method.ts';

/** A denominator `2 + G Σ_p A_k` nearer to 0 than this decides its entry by rounding. */
const NEARLY_NOTHING = 0.01;

/**
 * Grad-CAM++ for a similarity: each channel's positive gradients, weighted by `a = G² / (2G² + (Σ_p A_k) G³)`, the
 * closed form of the paper (its equation 19) for a score whose exponential is explained. The weight is `Σ_p max(G, 0) a`;
 * an entry is 0 where G or the denominator is.
 *
 * For G ≠ 0 that is `a = 1 / (2 + G Σ_p A_k)`, which has a pole: entries near it are counted as unstable. The sums are
 * taken in double precision.
 */
export const gradCamPlusPlus: Method = {
  id: 'grad-cam-plus-plus',
  label: 'Grad-CAM++',
  formula: 'M[p] = Σ_k A[p,k] Σ_q max(G[q,k], 0) a[q,k],  a = G² / (2G² + G³ Σ_r A[r,k]),  G = ∂S/∂A',
  summary:
    'Like Grad-CAM, but only gradients that would raise the score count, each by a factor meant to give several places that show the same thing equal say.',
  source: 'Chattopadhay et al., WACV 2018, arXiv 1710.11063',
  kind: 'explanation',
  uses: { metric: true, reading: false, scopes: ['final', 'layer'] },
  means: { pooled: UNSIGNED, below: OPEN },
  sumsToTotal: false,
  linear: false,

  async map(side, context) {
    const gradient = await side.propagate(context.scope, scoreGradient(side, context), 'whole');
    const [h, w, channels] = side.shape;
    const sums = Float64Array.from(side.vectors.pooled, (mean) => mean * h * w);
    const weights = new Float64Array(channels);
    let unstable = 0;
    for (let i = 0; i < gradient.length; i++) {
      const G = gradient[i]!;
      const k = i % channels;
      if (G === 0) continue;
      const denominator = 2 + G * sums[k]!;
      // Gradients below 0 count for nothing, whatever stands under them.
      if (G > 0 && Math.abs(denominator) < NEARLY_NOTHING) unstable += 1;
      if (G > 0 && denominator !== 0) weights[k]! += G / denominator;
    }
    const cis = Float32Array.from(weights);
    return { cis, map: await side.weighted(cis), unstable };
  },
};
