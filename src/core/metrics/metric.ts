import type { Objective, Partner } from '../objective/objective.ts';
import type { Apart } from './apart.ts';
import type { METRICS } from './index.ts';

/** A pooled feature vector or an embedding, `[K]`. */
export type Vector = Float32Array | Float64Array | readonly number[];

export type MetricId = keyof typeof METRICS;

/**
 * A similarity of two vectors, the closed forms that SFAM needs of it, and the words for both.
 *
 * Everything is written for the image whose vector is `x`; for the other image, swap the arguments.
 * No tensor library: the engine carries the cotangents through the network.
 */
export interface Metric {
  readonly id: MetricId;
  readonly label: string;
  /** Plain-text formula, as in the help texts. */
  readonly formula: string;
  /** One sentence for a reader who has not met the metric. */
  readonly summary: string;
  /** Of the similarity; ±∞ where it has no end. */
  readonly range: { readonly low: number; readonly high: number };
  /** What stands at an axis of similarities, e.g. `−distance`. */
  readonly axis: string;
  /** Do the lengths of the vectors not matter: `S(cx, y) = S(x, y)` for c > 0? */
  readonly scaleInvariant: boolean;
  /** The similarity S(x, y); larger always means more similar. NaN only where it is undefined (a zero vector). */
  similarity(x: Vector, y: Vector): number;
  /**
   * The same from products that are known already: `x·y`, `x·x`, `y·y`. Ranking one vector against thousands takes
   * one product each this way.
   */
  ofProducts(xy: number, xx: number, yy: number): number;
  /** A finite similarity of two vectors that are not the same, in plain words. Never judges: models differ. */
  describe(similarity: number): string;
  /** The score's own additive terms, `[K]`: `x_k y_k / (|x||y|)`, or `-(x_k - y_k)²`, 0 but for rounding. */
  terms(x: Vector, y: Vector): Float64Array;
  /** ∂S/∂x, `[K]`. Zero where x and y agree but for rounding (`sameFeatures`). */
  gradient(x: Vector, y: Vector): Float64Array;
  /**
   * The cotangent of the contribution reading, held constant, `[K]`: `y/(|x||y|)`, or `2y - x`.
   * `x · heldCotangent(x, y) = total(x, y)`.
   */
  heldCotangent(x: Vector, y: Vector): Float64Array;
  /** What contribution and decomposition sum to: the cosine, or `|y|² - |x-y|²`. */
  total(x: Vector, y: Vector): number;
  /** Is `total` the similarity itself? Else parts of it are no shares of the score. */
  readonly totalIsScore: boolean;
  /** Is `total(x, y) = total(y, x)`? Else each image has its own. */
  readonly totalSymmetric: boolean;
  /**
   * What a list of two or more partners comes down to, where that is less than the list: equal to the sums over it, but
   * for rounding.
   */
  gather?(partners: readonly Partner[]): Objective;
  /** What sets the two apart, exactly. */
  apart(x: Vector, y: Vector): Apart;
  /** How the closed forms are written, per channel k where they are vectors. */
  readonly formulas: {
    readonly terms: string;
    readonly gradient: string;
    readonly heldCotangent: string;
    /** `x_k` times the held cotangent, simplified. */
    readonly contribution: string;
    /** `total` for image A, e.g. `|y|² − |x − y|²`. */
    readonly total: string;
    /** What `total` is to the reader, in the middle of a sentence. */
    readonly totalInWords: string;
    /** `Σ parts` of {@link Apart}, and how it splits over channels. */
    readonly apart: string;
  };
}
