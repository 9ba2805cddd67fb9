import { READINGS } from '../core/cis/index.ts';
import type { MapContext } from '../core/methods/method.ts';
import type { Vectors } from '../core/methods/side.ts';
import { METRICS } from '../core/metrics/index.ts';

/** A context for one map: the page's defaults, never aborted, reports to nobody, unless overridden. */
export function mapContext(other: Vectors, overrides: Partial<MapContext> = {}): MapContext {
  return {
    metric: METRICS.cosine,
    reading: READINGS.contribution,
    scope: 'final',
    other,
    seed: 1,
    signal: { aborted: false, throwIfAborted: () => undefined },
    report: () => undefined,
    ...overrides,
  };
}
