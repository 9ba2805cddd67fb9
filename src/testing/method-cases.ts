import { READINGS } from '../core/cis/index.ts';
import type { Reading } from '../core/cis/reading.ts';
import { METHODS } from '../core/methods/index.ts';
import type { Method } from '../core/methods/method.ts';
import type { Scope } from '../core/methods/side.ts';
import { METRICS } from '../core/metrics/index.ts';
import type { Metric } from '../core/metrics/metric.ts';

/** One thing a user can ask for. */
export interface MethodCase {
  readonly name: string;
  readonly method: Method;
  readonly metric: Metric;
  readonly reading: Reading;
  readonly scope: Scope;
  /** The map is linear in the weights of the objective. */
  readonly linear: boolean;
}

/**
 * Every choice that makes a difference, from the registries: a new method is in here the day it is added.
 *
 * @param also entries beside the registered ones: what no engine knows by its id, but every method must take.
 */
export function methodCases(
  also: { readonly metrics?: readonly Metric[]; readonly readings?: readonly Reading[] } = {},
): MethodCase[] {
  const cases: MethodCase[] = [];
  const allMetrics = [...Object.values<Metric>(METRICS), ...(also.metrics ?? [])];
  const allReadings = [...Object.values<Reading>(READINGS), ...(also.readings ?? [])];
  for (const method of Object.values<Method>(METHODS)) {
    const { uses } = method;
    const metrics = allMetrics.slice(0, uses.metric ? undefined : 1);
    const readings = allReadings.slice(0, uses.reading ? undefined : 1);
    const scopes: readonly Scope[] = uses.scopes.length > 0 ? uses.scopes : ['final'];
    for (const metric of metrics) {
      for (const reading of readings) {
        for (const scope of scopes) {
          cases.push({
            name: [method.id, metric.id, reading.id, scope].join(' '),
            method,
            metric,
            reading,
            scope,
            linear: method.linear && (reading.linear || !uses.reading),
          });
        }
      }
    }
  }
  return cases;
}
