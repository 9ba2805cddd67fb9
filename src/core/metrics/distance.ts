import type { Vector } from './metric.ts';

/**
 * The Euclidean distance `|x − y|`, ≥ 0, in the unit of the features.
 *
 * Sums squared differences: `|x|² − 2x·y + |y|²` would lose half the digits for vectors close together.
 *
 * @throws RangeError when the lengths differ.
 */
export function distance(x: Vector, y: Vector): number {
  if (x.length !== y.length) {
    throw new RangeError(`Vectors of ${x.length} and ${y.length} numbers cannot be compared.`);
  }
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += (x[k]! - y[k]!) ** 2;
  return Math.sqrt(sum);
}
