import { quantile } from '../quantile.ts';
import { random } from '../random.ts';

/** A mean and its 95 % interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The 95 % percentile-bootstrap interval of a mean (Efron 1979): the data are drawn again with replacement,
 * and the interval holds the middle 95 % of the means so found. Seeded: same input, same digits.
 *
 * @throws RangeError without values.
 */
export function bootstrap(values: readonly number[], seed: number, resamples = 10_000): Interval {
  if (values.length === 0) throw new RangeError('A mean needs at least one value.');
  const stream = random(seed);
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[stream.below(values.length)]!;
    return sum / values.length;
  }).sort();
  return { mean, low: quantile(means, 0.025), high: quantile(means, 0.975) };
}
