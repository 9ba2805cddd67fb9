/** A pooled feature vector or an embedding, `[K]`. */
export type Vector = Float32Array | Float64Array | readonly number[];

export type MetricId = 'cosine' | 'euclidean';

/**
 * A similarity of two vectors and the closed forms that SFAM needs of it.
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
  /** The similarity S(x, y); larger always means more similar. NaN only where it is undefined (a zero vector). */
  similarity(x: Vector, y: Vector): number;
  /** The score's own additive terms, `[K]`: `x_k y_k / (|x||y|)`, or `-(x_k - y_k)²`. */
  terms(x: Vector, y: Vector): Float64Array;
  /** ∂S/∂x, `[K]`. Zero where S is not differentiable (euclidean, x = y). */
  gradient(x: Vector, y: Vector): Float64Array;
  /**
   * The cotangent of the contribution reading, held constant, `[K]`: `y/(|x||y|)`, or `2y - x`.
   * `x · heldCotangent(x, y) = total(x, y)`.
   */
  heldCotangent(x: Vector, y: Vector): Float64Array;
  /** What contribution and decomposition sum to: the cosine, or `|y|² - |x-y|²`. */
  total(x: Vector, y: Vector): number;
  /** How `total` is written for image A, e.g. `|y|² − |x − y|²`. */
  readonly totalFormula: string;
}
