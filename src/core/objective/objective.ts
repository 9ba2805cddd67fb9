import type { Metric, Vector } from '../metrics/metric.ts';

/** A vector that an image is explained against, and how much it counts; below 0 where the image should not be like it. */
export interface Partner {
  readonly vector: Vector;
  readonly weight: number;
}

/**
 * What one image is explained against: `O(x) = Σ_j w_j S(x, y_j)` over a weighted list of partners, and the closed
 * forms of {@link Metric} summed alike (docs/spec.md, “Against whom”). All of it is linear in the weights.
 */
export interface Objective {
  /** O(x). NaN where S is undefined for x or for a partner. */
  readonly value: (x: Vector) => number;
  /** `Σ_j w_j ∂S/∂x`, `[K]`. */
  readonly gradient: (x: Vector) => Float64Array;
  /** `c = Σ_j w_j held_j`, held constant, `[K]`: `x · c = total(x)`. */
  readonly heldCotangent: (x: Vector) => Float64Array;
  /** `Σ_j w_j terms_j`, `[K]`. */
  readonly terms: (x: Vector) => Float64Array;
  /** `Σ_j w_j total_j`: what contribution and decomposition add up to. */
  readonly total: (x: Vector) => number;
}

/**
 * The objective of a metric over a list. One partner gives the metric's own numbers; a longer list is gathered once
 * where the metric knows how, so that an evaluation does not take as long as the list is.
 */
export function objective(metric: Metric, partners: readonly Partner[]): Objective {
  const counting = partners.filter(({ weight }) => weight !== 0);
  return counting.length > 1 && metric.gather ? metric.gather(counting) : sumOver(metric, counting);
}

/** The sums of the definition, term by term. */
export function sumOver(metric: Metric, partners: readonly Partner[]): Objective {
  const add = (x: Vector, of: (y: Vector) => Float64Array) => {
    const sum = new Float64Array(x.length);
    for (const { vector, weight } of partners) {
      const part = of(vector);
      for (let k = 0; k < sum.length; k++) sum[k]! += weight * part[k]!;
    }
    return sum;
  };
  const total = (of: (y: Vector) => number) =>
    partners.reduce((sum, { vector, weight }) => sum + weight * of(vector), 0);
  return {
    value: (x) => total((y) => metric.similarity(x, y)),
    gradient: (x) => add(x, (y) => metric.gradient(x, y)),
    heldCotangent: (x) => add(x, (y) => metric.heldCotangent(x, y)),
    terms: (x) => add(x, (y) => metric.terms(x, y)),
    total: (x) => total((y) => metric.total(x, y)),
  };
}
