import { atMost } from '../objective/at-most.ts';
import { type Partner, sumOver } from '../objective/objective.ts';
import { sameFeatures } from '../same-features.ts';
import { distance } from './distance.ts';
import { dot } from './dot.ts';
import type { Metric, Vector } from './metric.ts';

/** Partners whose distances are taken one by one, at most. */
const ROOTS = 256;

/** `Σw`, `Σ w y` and `Σ w y²`, `[K]`. */
function moments(partners: readonly Partner[]) {
  const linear = new Float64Array(partners[0]?.vector.length ?? 0);
  const square = new Float64Array(linear.length);
  let sum = 0;
  for (const { vector, weight } of partners) {
    sum += weight;
    for (let k = 0; k < linear.length; k++) {
      linear[k]! += weight * vector[k]!;
      square[k]! += weight * vector[k]! ** 2;
    }
  }
  return { weight: sum, linear, square };
}

/** `S = −|x − y|`, at most 0: negated, so that larger means more similar. People are shown `|x − y|`. */
export const euclidean: Metric = {
  id: 'euclidean',
  label: 'Euclidean',
  formula: 'S = −|x − y|',
  summary:
    'The straight-line distance between the two feature vectors, negated so that larger means more similar: 0 for identical vectors; its scale depends on the model.',
  range: { low: Number.NEGATIVE_INFINITY, high: 0 },
  axis: '−distance',
  scaleInvariant: false,

  similarity(x, y) {
    // 0 − d, so that identical vectors give 0 and not −0.
    return 0 - distance(x, y);
  },

  ofProducts(xy, xx, yy) {
    // Rounding can carry the square of a tiny distance below 0.
    return 0 - Math.sqrt(Math.max(0, xx + yy - 2 * xy));
  },

  describe(similarity) {
    return `The two feature vectors lie ${(0 - similarity).toPrecision(3)} apart; 0 would be identical, and there is no upper end.`;
  },

  terms(x, y) {
    if (sameFeatures(x, y)) return new Float64Array(x.length);
    return Float64Array.from(x, (value, k) => 0 - (value - y[k]!) ** 2);
  },

  gradient(x, y) {
    // |x − y| has no derivative at x = y; zero says "no direction", which is also what the product says in words.
    // Where they differ by rounding alone, the quotient would be rounding blown up to length 1.
    if (sameFeatures(x, y)) return new Float64Array(x.length);
    const d = distance(x, y);
    return Float64Array.from(x, (value, k) => (y[k]! - value) / d);
  },

  heldCotangent(x, y) {
    return Float64Array.from(y, (value, k) => 2 * value - x[k]!);
  },

  total(x, y) {
    return dot(y, y) - distance(x, y) ** 2;
  },
  totalIsScore: false,
  totalSymmetric: false,

  // Held cotangent, terms and total need Σw, Σwy and Σwy² alone; the root in value and gradient needs the vectors.
  gather(partners) {
    const { weight, linear, square } = moments(partners);
    const { value, gradient } = sumOver(euclidean, atMost(partners, ROOTS));
    const heldCotangent = (x: Vector) => linear.map((each, k) => 2 * each - weight * x[k]!);
    return {
      value,
      gradient,
      heldCotangent,
      terms: (x) => linear.map((each, k) => 2 * x[k]! * each - weight * x[k]! ** 2 - square[k]!),
      total: (x) => dot(x, heldCotangent(x)),
    };
  },

  apart(x, y) {
    const same = sameFeatures(x, y);
    const excess = Float64Array.from(x, (value, k) => (same ? 0 : value - y[k]!));
    return {
      excess,
      parts: excess.map((value) => value ** 2),
      pull: excess.map((value) => 0 - value),
    };
  },

  formulas: {
    terms: '−(x_k − y_k)²',
    gradient: '−(x_k − y_k) / |x − y|',
    heldCotangent: '2y_k − x_k',
    contribution: 'x_k (2 y_k − x_k)',
    total: '|y|² − |x − y|²',
    totalInWords: '|y|² − |x − y|², which rises as the distance falls',
    apart: '|x − y|² = Σ_k (x_k − y_k)²',
  },
};
