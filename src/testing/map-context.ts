import { READINGS } from '../core/cis/index.ts';
import type { MapContext } from '../core/methods/method.ts';
import { objectivesOf, type VectorsPartner } from '../core/methods/objectives-of.ts';
import type { Vectors } from '../core/methods/side.ts';
import { METRICS } from '../core/metrics/index.ts';
import type { Metric } from '../core/metrics/metric.ts';

/** What a test says of a context; a metric stands for the objective of a pair under it. */
export interface ContextChange extends Partial<Omit<MapContext, 'objective'>> {
  readonly metric?: Metric;
}

/** A context for one map: the page's defaults, never aborted, reports to nobody, unless overridden. */
export function mapContext(
  against: Vectors | readonly VectorsPartner[],
  { metric = METRICS.cosine, ...overrides }: ContextChange = {},
): MapContext {
  const partners = 'pooled' in against ? [{ vectors: against, weight: 1 }] : against;
  return {
    objective: objectivesOf(metric, partners),
    reading: READINGS.contribution,
    scope: 'final',
    seed: 1,
    signal: { aborted: false, throwIfAborted: () => undefined },
    report: () => undefined,
    ...overrides,
  };
}
