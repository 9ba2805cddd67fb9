import { dot } from './dot.ts';
import type { Metric, Vector } from './metric.ts';

/** `1 / (|x||y|)`, or 0 where a vector is zero, so that the vectors below vanish instead of overflowing. */
function inverseNorms(x: Vector, y: Vector): number {
  const product = Math.sqrt(dot(x, x)) * Math.sqrt(dot(y, y));
  return product > 0 ? 1 / product : 0;
}

function similarity(x: Vector, y: Vector): number {
  const inverse = inverseNorms(x, y);
  if (inverse === 0) return Number.NaN;
  // Rounding can carry parallel vectors to 1 + 2e-16; a cosine beyond 1 would only puzzle.
  return Math.max(-1, Math.min(1, dot(x, y) * inverse));
}

/**
 * `S = x·y / (|x||y|)`, in [-1, 1].
 *
 * Undefined for a zero vector: the score is NaN there, and its vectors are zero.
 */
export const cosine: Metric = {
  id: 'cosine',
  label: 'Cosine',
  formula: 'S = x·y / (|x| |y|)',
  summary:
    'The cosine of the angle between the two feature vectors: 1 for the same direction, 0 for unrelated, −1 for opposite; their lengths do not matter.',
  totalFormula: 'cos(x, y)',
  similarity,

  terms(x, y) {
    const inverse = inverseNorms(x, y);
    return Float64Array.from(x, (value, k) => value * y[k]! * inverse);
  },

  gradient(x, y) {
    const inverse = inverseNorms(x, y);
    if (inverse === 0) return new Float64Array(x.length);
    // y less its part along x. In this order it is exactly zero, not noise, when the two images are the same.
    const along = dot(x, y) / dot(x, x);
    return Float64Array.from(x, (value, k) => (y[k]! - along * value) * inverse);
  },

  heldCotangent(x, y) {
    const inverse = inverseNorms(x, y);
    return Float64Array.from(y, (value) => value * inverse);
  },

  total: similarity,
};
