import type { ReadingId } from '../../core/cis/reading.ts';
import type { MethodId } from '../../core/methods/method.ts';
import type { Scope } from '../../core/methods/side.ts';
import type { MetricId } from '../../core/metrics/metric.ts';

/** One row of the table: a way to make a map, judged under one metric. */
export interface Variant {
  /** `method`, `method:reading`, then `@metric`: stable, part of what is stored. */
  readonly id: string;
  /** What makes the map, whatever it is judged by: equal recipes, equal maps. */
  readonly recipe: string;
  readonly method: MethodId;
  /** null for methods without one. */
  readonly reading: ReadingId | null;
  readonly metric: MetricId;
  readonly scope: Scope;
  readonly control: boolean;
}
