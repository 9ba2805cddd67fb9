import type { Vector } from './metric.ts';

/**
 * `Σ_k x_k y_k` in double precision.
 *
 * @throws RangeError when the lengths differ: two models, or two layers, were mixed up.
 */
export function dot(x: Vector, y: Vector): number {
  if (x.length !== y.length) {
    throw new RangeError(`Vectors of ${x.length} and ${y.length} numbers cannot be compared.`);
  }
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += x[k]! * y[k]!;
  return sum;
}
