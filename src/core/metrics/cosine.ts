import { sameFeatures } from '../same-features.ts';
import { dot } from './dot.ts';
import type { Metric, Vector } from './metric.ts';

/** `1 / (|x||y|)`, or 0 where a vector is zero, so that the vectors below vanish instead of overflowing. */
function inverseNorms(x: Vector, y: Vector): number {
  const product = Math.sqrt(dot(x, x)) * Math.sqrt(dot(y, y));
  return product > 0 ? 1 / product : 0;
}

/** `1 / |x|`, or 0 for a zero vector. */
function inverseNorm(x: Vector): number {
  const norm = Math.sqrt(dot(x, x));
  return norm > 0 ? 1 / norm : 0;
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
    'The cosine of the angle between the two feature vectors: 1 for the same direction, 0 for a right angle, −1 for opposite; their lengths do not matter.',
  range: { low: -1, high: 1 },
  axis: 'cosine',
  scaleInvariant: true,
  similarity,

  ofProducts(xy, xx, yy) {
    const norms = Math.sqrt(xx) * Math.sqrt(yy);
    return norms > 0 ? Math.max(-1, Math.min(1, xy / norms)) : Number.NaN;
  },

  describe(cosine) {
    const angle = (Math.acos(Math.max(-1, Math.min(1, cosine))) * 180) / Math.PI;
    const degrees = `${angle < 10 ? angle.toFixed(1) : angle.toFixed(0)}°`;
    if (Math.abs(cosine) < 0.05) {
      return `The two feature vectors are close to a right angle (${degrees}): hardly anything of one lies along the other.`;
    }
    if (cosine < 0) {
      return `The two feature vectors point away from each other (${degrees} apart): entries of unlike sign outweigh those of one sign.`;
    }
    return `The angle between the two feature vectors is ${degrees}; 0° would be the same direction.`;
  },

  terms(x, y) {
    const inverse = inverseNorms(x, y);
    return Float64Array.from(x, (value, k) => value * y[k]! * inverse);
  },

  gradient(x, y) {
    const inverse = inverseNorms(x, y);
    // What is left of two vectors that agree but for rounding is rounding: no direction, and no map of one.
    if (inverse === 0 || sameFeatures(x, y)) return new Float64Array(x.length);
    // y less its part along x.
    const along = dot(x, y) / dot(x, x);
    return Float64Array.from(x, (value, k) => (y[k]! - along * value) * inverse);
  },

  heldCotangent(x, y) {
    const inverse = inverseNorms(x, y);
    return Float64Array.from(y, (value) => value * inverse);
  },

  total: similarity,
  totalIsScore: true,
  totalSymmetric: true,

  // Σ_j w_j cos(x, y_j) = x·m / |x| with m = Σ_j w_j y_j / |y_j|.
  gather(partners) {
    const m = new Float64Array(partners[0]?.vector.length ?? 0);
    let undefinedPartner = false;
    for (const { vector, weight } of partners) {
      const inverse = inverseNorm(vector);
      undefinedPartner ||= inverse === 0;
      for (let k = 0; k < m.length; k++) m[k]! += weight * inverse * vector[k]!;
    }
    const value = (x: Vector) => {
      const inverse = inverseNorm(x);
      return inverse === 0 || undefinedPartner ? Number.NaN : dot(x, m) * inverse;
    };
    const scaled = (x: Vector) => {
      const inverse = inverseNorm(x);
      return m.map((each) => each * inverse);
    };
    return {
      value,
      gradient(x) {
        const inverse = inverseNorm(x);
        const along = dot(x, m) * inverse ** 2;
        return m.map((each, k) => (each - along * x[k]!) * inverse);
      },
      heldCotangent: scaled,
      terms: (x) => scaled(x).map((each, k) => each * x[k]!),
      total: value,
    };
  },

  apart(x, y) {
    const [ofX, ofY] = [inverseNorm(x), inverseNorm(y)];
    const u = Float64Array.from(x, (value) => value * ofX);
    const v = Float64Array.from(y, (value) => value * ofY);
    // Rounding is nothing that two images do not share.
    const same = sameFeatures(u, v);
    const excess = u.map((value, k) => (same ? 0 : value - v[k]!));
    return {
      excess,
      parts: excess.map((value) => 0.5 * value ** 2),
      pull: excess.map((value) => -0.5 * value * ofX),
    };
  },

  formulas: {
    terms: 'x_k y_k / (|x| |y|)',
    gradient: 'y_k / (|x| |y|) − cos · x_k / |x|²',
    heldCotangent: 'y_k / (|x| |y|)',
    contribution: 'x_k y_k / (|x| |y|)',
    total: 'cos(x, y)',
    totalInWords: 'the score',
    apart: '1 − cos = Σ_k ½ (x_k/|x| − y_k/|y|)²',
  },
};
