import * as v from 'valibot';
import { READINGS } from '../../core/cis/index.ts';
import type { ReadingId } from '../../core/cis/reading.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { MethodId } from '../../core/methods/method.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import type { PairsChoice } from './pairs-state.ts';

const KEY = 'semblance.pairs';

/** What of the panel outlives the page; results are in the {@link ResultBook}. */
export interface SavedRun {
  readonly choice: PairsChoice;
  /** `running`: the page went away in the middle. */
  readonly status: 'none' | 'running' | 'cancelled' | 'done';
  /** Model, size, layer … of that run, as one text to compare. */
  readonly settings: string;
}

const ids = <Id extends string>(registry: Readonly<Record<Id, unknown>>) =>
  v.array(v.picklist(Object.keys(registry) as Id[]));

const schema = v.object({
  choice: v.object({
    source: v.picklist(['samples', 'files']),
    pairing: v.picklist(['all', 'folder', 'list', 'suggested']),
    list: v.string(),
    limit: v.pipe(v.number(), v.integer(), v.minValue(1)),
    methods: ids<MethodId>(METHODS),
    metrics: ids<MetricId>(METRICS),
    readings: ids<ReadingId>(READINGS),
    steps: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  status: v.picklist(['none', 'running', 'cancelled', 'done']),
  settings: v.string(),
});

/** null: nothing was saved, or it cannot be read. */
export function loadRun(): SavedRun | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}

export function saveRun(run: SavedRun): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(run));
  } catch {
    // Storage can be refused or full: then a reload begins anew, and nothing else is lost.
  }
}
