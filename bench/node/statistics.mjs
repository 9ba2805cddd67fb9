/**
 * The q-quantile, linear between order statistics.
 * @param {readonly number[]} values
 * @param {number} q 0–1
 */
export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = q * (sorted.length - 1);
  const low = sorted[Math.floor(at)];
  return low + (sorted[Math.ceil(at)] - low) * (at % 1);
}

/** @param {readonly number[]} values */
export const median = (values) => quantile(values, 0.5);

/**
 * Median and quartiles.
 * @param {readonly number[]} values
 */
export const summary = (values) => ({
  value: median(values),
  spread: [quantile(values, 0.25), quantile(values, 0.75)],
  rounds: values.length,
});
