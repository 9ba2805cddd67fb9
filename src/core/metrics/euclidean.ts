import { distance } from './distance.ts';
import { dot } from './dot.ts';
import type { Metric } from './metric.ts';

/** `S = −|x − y|`, at most 0: negated, so that larger means more similar. People are shown `|x − y|`. */
export const euclidean: Metric = {
  id: 'euclidean',
  label: 'Euclidean',
  formula: 'S = −|x − y|',
  summary:
    'The straight-line distance between the two feature vectors, negated so that larger means more similar: 0 for identical vectors; its scale depends on the model.',
  totalFormula: '|y|² − |x − y|²',

  similarity(x, y) {
    // 0 − d, so that identical vectors give 0 and not −0.
    return 0 - distance(x, y);
  },

  terms(x, y) {
    return Float64Array.from(x, (value, k) => 0 - (value - y[k]!) ** 2);
  },

  gradient(x, y) {
    const d = distance(x, y);
    // |x − y| has no derivative at x = y; zero says "no direction", which is also what the product says in words.
    if (d === 0) return new Float64Array(x.length);
    return Float64Array.from(x, (value, k) => (y[k]! - value) / d);
  },

  heldCotangent(x, y) {
    return Float64Array.from(y, (value, k) => 2 * value - x[k]!);
  },

  total(x, y) {
    return dot(y, y) - distance(x, y) ** 2;
  },
};
