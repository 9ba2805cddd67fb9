import { dot } from '../metrics/dot.ts';
import type { Vector } from '../metrics/metric.ts';

/**
 * Weights that show, in the other image, the evidence for one point of this one: with them,
 * `Σ_k weights_k B[q,k]` is row p of `D[p,q] = A_p·B_q / (|x||y|NM)`, whose sum over all p and q is the cosine
 * of the pooled vectors.
 *
 * @param point `A_p`, `[K]`.
 * @param x this image's pooled vector, `[K]`, from `positions` = N cells.
 * @param y the other image's, `[K]`, from `otherPositions` = M cells.
 * @returns `[K]`; zeros where a pooled vector is zero and the cosine undefined.
 */
export function pointToPoint(
  point: Vector,
  x: Vector,
  y: Vector,
  positions: number,
  otherPositions: number,
): Float32Array {
  const norms = Math.sqrt(dot(x, x)) * Math.sqrt(dot(y, y));
  const factor = norms > 0 ? 1 / (norms * positions * otherPositions) : 0;
  return Float32Array.from(point, (value) => value * factor);
}
