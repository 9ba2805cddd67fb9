import type { Vector } from '../metrics/metric.ts';

/** The last layer of a classifier over embeddings: `z = W x + b`. */
export interface LinearClassifier {
  /** T of them, in the order of the rows of W. */
  readonly classes: readonly string[];
  /** W, `[T, E]`, row-major. */
  readonly weights: ArrayLike<number>;
  /** b, `[T]`. */
  readonly bias: ArrayLike<number>;
}

/** A class's row of W, `[E]`: the weights of CAM (Zhou et al. 2016), and the gradient of its score. */
export function classWeights(
  { weights, bias }: Pick<LinearClassifier, 'weights' | 'bias'>,
  target: number,
): Float64Array {
  const E = weights.length / bias.length;
  return Float64Array.from({ length: E }, (_, k) => weights[target * E + k]!);
}

/** The scores of all classes, before any softmax, `[T]`. */
export function classScores(classifier: LinearClassifier, x: Vector): Float64Array {
  return Float64Array.from(classifier.bias, (b, t) =>
    classWeights(classifier, t).reduce((sum, w, k) => sum + w * x[k]!, b),
  );
}

/** Relevance-CAM's contrast (Lee et al. 2021): +1 at the class, −1/N at each of the other ones, N classes. */
export function initialRelevance(classes: number, target: number): Float64Array {
  return Float64Array.from({ length: classes }, (_, t) => (t === target ? 1 : -1 / classes));
}

/**
 * Relevance of a class handed back to the embedding, `[E]`, by the rule of a linear layer (α = 1, β = 0, no bias;
 * docs/spec.md, “A classifier's own maps”): `Z = W⁺x⁺ + W⁻x⁻`, `S = R/Z`, `x⁺(W⁺ᵀS) + x⁻(W⁻ᵀS)`; 0 where Z is 0.
 */
export function relevanceOfClass(classifier: LinearClassifier, x: Vector, target: number): Float64Array {
  const relevance = initialRelevance(classifier.bias.length, target);
  const found = new Float64Array(x.length);
  for (const [t, R] of relevance.entries()) {
    const parts = classWeights(classifier, t).map((w, k) => Math.max(w * x[k]!, 0));
    const Z = parts.reduce((sum, part) => sum + part, 0);
    if (Z !== 0) for (const [k, part] of parts.entries()) found[k]! += (part * R) / Z;
  }
  return found;
}
