import { dot } from '../metrics/dot.ts';
import type { Vector } from '../metrics/metric.ts';

/**
 * How a query is set against a class's prototype.
 *
 * `euclidean`: `−|x − p|²` (Snell, Swersky and Zemel, “Prototypical Networks”, NeurIPS 2017, eq. 2).
 * `cosine`: the cosine divided by a temperature, as cosine classifiers have it.
 */
export type FewShotMetric = 'euclidean' | 'cosine';

/** By what the cosine is divided where nobody says otherwise. */
export const TEMPERATURE = 0.1;

/** The mean of the support vectors, `[E]`. @throws RangeError without any. */
export function prototype(support: readonly Vector[]): Float64Array {
  const [first] = support;
  if (!first) throw new RangeError('A prototype needs at least one support vector.');
  const mean = new Float64Array(first.length);
  for (const vector of support) for (let k = 0; k < mean.length; k++) mean[k] = mean[k]! + vector[k]!;
  return mean.map((sum) => sum / support.length);
}

/** One logit per prototype, `[N]`. */
export function logits(
  query: Vector,
  prototypes: readonly Vector[],
  metric: FewShotMetric,
  temperature = TEMPERATURE,
): Float64Array {
  return Float64Array.from(prototypes, (p) => {
    if (metric === 'cosine') {
      const norms = Math.sqrt(dot(query, query) * dot(p, p));
      return norms > 0 ? dot(query, p) / norms / temperature : 0;
    }
    let square = 0;
    for (let k = 0; k < p.length; k++) square += (query[k]! - p[k]!) ** 2;
    return 0 - square;
  });
}

/** `exp(z_i) / Σ exp(z_j)`, the largest logit taken off first so that nothing overflows. */
export function softmax(values: ArrayLike<number>): Float64Array {
  const top = Array.from(values).reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = Float64Array.from(values, (value) => Math.exp(value - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** The position of the largest value, the first of several. */
export function argmax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
