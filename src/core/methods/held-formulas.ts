import { METRICS } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';

/** How the held cotangent c is written under each metric, by entry k of a pooled vector or i of the embedding. */
export const heldFormulas = (entry: 'k' | 'i'): string =>
  Object.values<Metric>(METRICS)
    .map(
      ({ label, formulas }) =>
        `${label}: c_${entry} = ${formulas.heldCotangent.replaceAll('_k', `_${entry}`)}`,
    )
    .join(';  ');
