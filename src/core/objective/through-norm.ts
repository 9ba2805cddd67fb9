import { dot } from '../metrics/dot.ts';
import type { Vector } from '../metrics/metric.ts';

/**
 * How a cotangent is carried back through a final L2 normalisation `e = u / |u|`. `exact`: by its Jacobian, which
 * takes away the part along e. `held`: the norm is held, as the contribution reading holds all norms; through the
 * exact Jacobian a contribution would sum to 0.
 */
export type ThroughNorm = 'exact' | 'held';

/**
 * The cotangent at u, where the network's graph ends, of a cotangent at `e = u / |u|`.
 *
 * @param embedding e, `[E]`. @param norm |u|; undefined where the network does not normalise: then u is e.
 */
export function throughNorm(
  cotangent: Float64Array,
  how: ThroughNorm,
  embedding: Vector,
  norm: number | undefined,
): Float64Array {
  if (norm === undefined) return cotangent;
  if (norm === 0) return new Float64Array(cotangent.length);
  const along = how === 'exact' ? dot(cotangent, embedding) : 0;
  return cotangent.map((value, k) => (value - along * embedding[k]!) / norm);
}
