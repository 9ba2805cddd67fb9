import type { MapContext } from './method.ts';
import type { Side } from './side.ts';

/** `c = ∂S/∂v` for the vector v that the scope explains: the embedding, `[E]`, or the one pooled here, `[K]`. */
export function scoreGradient(side: Side, { metric, scope, other }: MapContext): Float32Array {
  const vector = scope === 'final' ? 'embedding' : 'pooled';
  return Float32Array.from(metric.gradient(side.vectors[vector], other[vector]));
}
