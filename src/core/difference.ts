import type { Apart } from './metrics/apart.ts';
import type { Metric, Vector } from './metrics/metric.ts';

/** What sets two vectors apart, split over channels and, for maps, over places. */
export interface Difference extends Pick<Apart, 'parts' | 'excess'> {
  /** What the parts add up to: `1 − cos`, or `|x − y|²`. */
  readonly total: number;
  /**
   * `Σ_k weights_k A[p,k]`, summed over the positions of both images, is −total. Negative where a place pulls the
   * pair apart. `[K]`
   */
  readonly weights: Float32Array;
}

/**
 * An exact account of what two vectors do not share. It has something to say even where no channel and no place
 * counts against the similarity, as with features that are never negative under the cosine.
 *
 * @param positions N of the first image, whose vector is x.
 */
export function difference(metric: Metric, x: Vector, y: Vector, positions: number): Difference {
  const { parts, excess, pull } = metric.apart(x, y);
  return {
    parts,
    excess,
    total: parts.reduce((sum, part) => sum + part, 0),
    weights: Float32Array.from(pull, (value) => value / positions),
  };
}
