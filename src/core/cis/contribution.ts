import { OPEN, WEIGHTED_SHARE } from '../meanings.ts';
import { carriedFormula } from './carried-formula.ts';
import type { Reading } from './reading.ts';

/**
 * What the score loses when channel k of this image is silenced while the norms are held.
 *
 * Sums exactly to `Objective.total`: for a pair to the cosine, or to `|y|² − |x − y|²`.
 */
export const contribution: Reading = {
  id: 'contribution',
  label: 'Contribution',
  formula: ({ formulas }, at) =>
    at === 'pooled'
      ? `CIS_k = ${formulas.contribution}`
      : carriedFormula('A[q,k] G[q,k]', formulas.heldCotangent),
  summary:
    'What the similarity loses when channel k of this image is silenced: the cosine with its norms held, the Euclidean one as a squared distance. Where the explained vectors are pooled from this layer the channels add up exactly, to the cosine or to |y|² − |x − y|²; below, what biases and kinks contribute is left open.',
  means: { pooled: WEIGHTED_SHARE, below: OPEN },
  sumsToTotal: true,
  linear: true,
  cotangent: (objective, x) => objective.heldCotangent(x),
  throughNorm: 'held',
  reduction: 'activation-times-gradient',
};
