import { explainedVector } from './explained-vector.ts';
import type { MapContext } from './method.ts';
import type { Side } from './side.ts';

/** `c = ∂S/∂v` for the vector v that the scope explains: the embedding, `[E]`, or the one pooled here, `[K]`. */
export function scoreGradient(side: Side, { metric, scope, other }: MapContext): Float32Array {
  const gradient = metric.gradient(explainedVector(side.vectors, scope), explainedVector(other, scope));
  return Float32Array.from(gradient);
}
