import { ACTIVATION, OPEN } from '../meanings.ts';
import { carriedFormula } from './carried-formula.ts';
import type { Reading } from './reading.ts';

/**
 * The score's own additive terms, scaled to [0, 1] over the channels: of the pooled vectors, or of the embeddings, and
 * then carried back as a cotangent that is held constant. For the cosine this is how the paper's first author published
 * code for a sister method (DAAM, arXiv 2503.14640, github.com/ly9802/DynamicAccumulatedAttentionMap, whose functions
 * are named after FAM); the Euclidean form is semblance's analogue.
 *
 * Where all terms are equal (a single channel), or differ by rounding alone (identical images under the Euclidean
 * metric), no channel stands out and min-max is undefined: all zeros.
 */
export const normalized: Reading = {
  id: 'normalized',
  label: 'Normalized',
  formula: ({ formulas }, at) =>
    at === 'pooled'
      ? `CIS_k = minmax_k( ${formulas.terms} )`
      : carriedFormula('G[q,k]', `minmax_k( ${formulas.terms} )`),
  summary:
    'The score’s own additive terms, scaled to run from 0 (smallest term) to 1 (largest). For the cosine, this is how the paper’s first author published code for a sister method (DAAM, arXiv 2503.14640); the Euclidean form is an analogue made here.',
  means: { pooled: ACTIVATION, below: OPEN },
  sumsToTotal: false,
  linear: false,

  cotangent(objective, x) {
    const terms = objective.terms(x);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const term of terms) {
      low = Math.min(low, term);
      high = Math.max(high, term);
    }
    const range = high - low;
    return range > 0 ? terms.map((term) => (term - low) / range) : new Float64Array(terms.length);
  },
  throughNorm: 'held',
  reduction: 'gradient',
};
