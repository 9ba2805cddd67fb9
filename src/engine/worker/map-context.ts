import { READINGS } from '../../core/cis/index.ts';
import type { MapContext } from '../../core/methods/method.ts';
import { objectivesOf } from '../../core/methods/objectives-of.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { MapRequest } from '../api.ts';

/** What a method is told of a request. */
export function mapContext(
  {
    metric,
    reading,
    scope,
    against,
    seed,
  }: Pick<MapRequest, 'metric' | 'reading' | 'scope' | 'against' | 'seed'>,
  { signal, report }: Pick<MapContext, 'signal' | 'report'>,
): MapContext {
  return {
    objective: objectivesOf(METRICS[metric], against),
    reading: READINGS[reading],
    scope,
    seed,
    signal,
    report,
  };
}
