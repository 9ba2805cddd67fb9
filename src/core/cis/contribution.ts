import type { Reading } from './reading.ts';

/**
 * What the score loses when channel k of this image is silenced while the norms are held.
 *
 * Sums exactly to `Metric.total`: to the cosine, or to `|y|² − |x − y|²`.
 */
export const contribution: Reading = {
  id: 'contribution',
  label: 'Contribution',
  formula: ({ formulas }) => `CIS_k = ${formulas.contribution}`,
  summary:
    'What the score loses when channel k of this image is silenced, norms held. The channels add up exactly to the score they explain.',
  sumsToTotal: true,

  score(metric, x, y) {
    const cotangent = metric.heldCotangent(x, y);
    return cotangent.map((value, k) => value * x[k]!);
  },

  propagation: {
    cotangent: (metric, e, f) => metric.heldCotangent(e, f),
    reduction: 'activation-times-gradient',
  },
};
