import type { Vector } from '../metrics/metric.ts';
import type { Objective } from '../objective/objective.ts';
import { type ThroughNorm, throughNorm } from '../objective/through-norm.ts';
import { explainedVector } from './explained-vector.ts';
import type { MapContext } from './method.ts';
import type { Side } from './side.ts';

/**
 * A cotangent of the vector that the scope explains, as `Side.propagate` takes it: `[K]` of the one pooled at the layer,
 * or `[E]` of the vector that the network's graph ends with, before any final normalisation.
 *
 * @param make the cotangent of the explained vector itself.
 */
export function cotangentOf(
  { vectors }: Side,
  { objective, scope }: Pick<MapContext, 'objective' | 'scope'>,
  make: (objective: Objective, x: Vector) => Float64Array,
  how: ThroughNorm,
): Float32Array {
  const x = explainedVector(vectors, scope);
  const cotangent = make(objective(scope), x);
  return Float32Array.from(scope === 'final' ? throughNorm(cotangent, how, x, vectors.norm) : cotangent);
}

/** `c = ∂O/∂v` for the vector v that the scope explains. */
export function scoreGradient(side: Side, context: MapContext): Float32Array {
  return cotangentOf(side, context, (objective, x) => objective.gradient(x), 'exact');
}
