import { OPEN, WEIGHTED_SHARE } from '../meanings.ts';
import type { Reading } from './reading.ts';

/**
 * What the score loses when channel k of this image is silenced while the norms are held.
 *
 * Sums exactly to `Objective.total`: for a pair to the cosine, or to `|y|² − |x − y|²`.
 */
export const contribution: Reading = {
  id: 'contribution',
  label: 'Contribution',
  formula: ({ formulas }) => `CIS_k = ${formulas.contribution}`,
  summary:
    'What the similarity loses when channel k of this image is silenced: the cosine with its norms held, the Euclidean one as a squared distance. Where the explained vectors are pooled from this layer the channels add up exactly, to the cosine or to |y|² − |x − y|². Below that, for the final similarity, it is Σ_p A[p,k] G[p,k], G being the gradient carried back.',
  means: { pooled: WEIGHTED_SHARE, below: OPEN },
  sumsToTotal: true,
  linear: true,
  cotangent: (objective, x) => objective.heldCotangent(x),
  throughNorm: 'held',
  reduction: 'activation-times-gradient',
};
