import type { Objective } from './objective.ts';

/**
 * A score that is linear in the embedding, such as a class's: `O(x) = w · x + b`. Its gradient and its held cotangent
 * are w wherever x lies, and what its terms add up to is the score less b.
 *
 * @param weights w, `[E]`.
 */
export function linearObjective(weights: Float64Array, bias: number): Objective {
  const total = (x: ArrayLike<number>) => weights.reduce((sum, w, k) => sum + w * x[k]!, 0);
  return {
    value: (x) => total(x) + bias,
    gradient: () => weights.slice(),
    heldCotangent: () => weights.slice(),
    terms: (x) => weights.map((w, k) => w * x[k]!),
    total,
  };
}
