import type { Summary } from '../../app/collection/summary.ts';
import type { MetricId } from '../../core/metrics/metric.ts';

/** From a value to 0–100 (percent of the drawn width). */
export type Scale = (value: number) => number;

/** One scale for all rows of a metric, with 0 on it: cosine and distance have different units. */
export function sharedScale(rows: readonly Summary[], metric: MetricId): Scale {
  const own = rows.filter(({ variant }) => variant.metric === metric);
  const low = Math.min(0, ...own.map(({ difference }) => difference.interval?.low ?? difference.mean));
  const high = Math.max(0, ...own.map(({ difference }) => difference.interval?.high ?? difference.mean));
  const width = high - low || 1;
  return (value) => ((value - low) / width) * 100;
}
