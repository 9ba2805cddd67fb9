import { dot } from './metrics/dot.ts';
import type { MetricId, Vector } from './metrics/metric.ts';

/** What sets two vectors apart, split over channels and, for maps, over places. */
export interface Difference {
  /** One non-negative part per channel, `[K]`. */
  readonly parts: Float64Array;
  /** What the parts add up to: `1 − cos`, or `|x − y|²`. */
  readonly total: number;
  /** Above 0 where the first vector has more of the channel (of its length, for cosine), `[K]`. */
  readonly excess: Float64Array;
  /**
   * `Σ_k weights_k A[p,k]`, summed over the first image's N positions, is −total for cosine, and for Euclidean,
   * together with the same sum of the second image, −|x − y|². Negative where a place pulls the pair apart. `[K]`
   */
  readonly weights: Float32Array;
}

/** How the parts add up, for the reader. */
export const DIFFERENCE_FORMULA: Readonly<Record<MetricId, string>> = {
  cosine: '1 − cos = Σ_k ½ (x_k/|x| − y_k/|y|)²',
  euclidean: '|x − y|² = Σ_k (x_k − y_k)²',
};

/**
 * An exact account of what two vectors do not share. It has something to say even where no channel and no place
 * counts against the similarity, as with features that are never negative under the cosine.
 *
 * @param positions N of the first image, whose vector is x. Zeros for cosine where a vector is zero.
 */
export function difference(metric: MetricId, x: Vector, y: Vector, positions: number): Difference {
  const scale = metric === 'cosine' ? { x: inverseNorm(x), y: inverseNorm(y) } : { x: 1, y: 1 };
  const excess = Float64Array.from(x, (value, k) => value * scale.x - y[k]! * scale.y);
  const half = metric === 'cosine' ? 0.5 : 1;
  const parts = excess.map((value) => half * value ** 2);
  return {
    parts,
    excess,
    total: parts.reduce((sum, part) => sum + part, 0),
    weights: Float32Array.from(excess, (value) => (-value * scale.x) / positions),
  };
}

function inverseNorm(x: Vector): number {
  const norm = Math.sqrt(dot(x, x));
  return norm > 0 ? 1 / norm : 0;
}
