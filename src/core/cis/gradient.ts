import { OPEN, SLOPE } from '../meanings.ts';
import { carriedFormula } from './carried-formula.ts';
import type { Reading } from './reading.ts';

/**
 * The sensitivity of the score, `∂S/∂x_k`.
 *
 * Two exact weaknesses: for cosine its map sums to 0, and it vanishes when the two images are the same.
 */
export const gradient: Reading = {
  id: 'gradient',
  label: 'Gradient',
  formula: ({ formulas }, at) =>
    at === 'pooled' ? `CIS_k = ${formulas.gradient}` : carriedFormula('G[q,k]', formulas.gradient),
  summary:
    'How fast the score rises when channel k grows. It is zero for identical images, and for cosine, where the explained vectors are pooled from this layer, its map sums to zero.',
  means: { pooled: SLOPE, below: OPEN },
  sumsToTotal: false,
  linear: true,
  cotangent: (objective, x) => objective.gradient(x),
  throughNorm: 'exact',
  reduction: 'gradient',
};
