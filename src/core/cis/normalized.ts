import type { Reading } from './reading.ts';

/**
 * The score's own additive terms, scaled to [0, 1] over the channels.
 *
 * Where all terms are equal (a single channel), or differ by rounding alone (identical images under the Euclidean
 * metric), no channel stands out and min-max is undefined: all zeros.
 */
export const normalized: Reading = {
  id: 'normalized',
  label: 'Normalized',
  formula: ({ formulas }) => `CIS_k = minmax_k( ${formulas.terms} )`,
  summary:
    'The score’s own additive terms, scaled to run from 0 (least similar channel) to 1 (most similar). Defined for this layer’s similarity only.',
  sumsToTotal: false,

  score(metric, x, y) {
    const terms = metric.terms(x, y);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const term of terms) {
      low = Math.min(low, term);
      high = Math.max(high, term);
    }
    const range = high - low;
    return range > 0 ? terms.map((term) => (term - low) / range) : new Float64Array(terms.length);
  },

  // The scaling depends on all channels at once, so a single cotangent cannot express it.
  propagation: null,
};
