import type { Metric } from './metric.ts';

/** Where a similarity can lie, beside the number: `of −1 to 1`, `at most 0`. Empty where it has no ends. */
export function rangeWords({ low, high }: Metric['range']): string {
  const show = (value: number) => String(value).replace('-', '−');
  if (Number.isFinite(low))
    return Number.isFinite(high) ? `of ${show(low)} to ${show(high)}` : `at least ${show(low)}`;
  return Number.isFinite(high) ? `at most ${show(high)}` : '';
}
