import * as v from 'valibot';
import { READINGS } from '../../core/cis/index.ts';
import type { ReadingId } from '../../core/cis/reading.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { MethodId } from '../../core/methods/method.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import type { Kind } from '../storage/kind.ts';
import type { PairResult } from './pair-result.ts';
import type { PairsChoice } from './pairs-state.ts';

/** How finely a curve may be tested. */
export const STEPS = [8, 16, 32, 64] as const;
export const MOST_PAIRS = 5000;

/** What of the panel outlives the page; results lie beside it, one by one. */
export interface SavedRun {
  readonly choice: PairsChoice;
  /** `running`: the page went away in the middle. */
  readonly status: 'none' | 'running' | 'cancelled' | 'done';
  /** Model, size, layer … of that run, as one text to compare. */
  readonly settings: string;
}

const ids = <Id extends string>(registry: Readonly<Record<Id, unknown>>) =>
  v.pipe(v.array(v.picklist(Object.keys(registry) as Id[])), v.maxLength(100));
const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const number = v.pipe(v.number(), v.finite());

export const RUN: Kind<SavedRun> = {
  id: 'pairs-run',
  version: 1,
  schemas: {
    1: v.object({
      choice: v.object({
        source: v.picklist(['samples', 'files']),
        pairing: v.picklist(['all', 'folder', 'list', 'suggested']),
        list: text(10e6),
        limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_PAIRS)),
        methods: ids<MethodId>(METHODS),
        metrics: ids<MetricId>(METRICS),
        readings: ids<ReadingId>(READINGS),
        // A billion of them, put there by somebody else, would hang the page that makes a plan of it.
        steps: v.picklist(STEPS),
      }),
      status: v.picklist(['none', 'running', 'cancelled', 'done']),
      settings: text(10_000),
    }),
  },
};

/**
 * A pair's numbers under the names that its files had. Which content they had tells only the record's hashed key: what
 * else follows from the files (their hashes, classes) is put back when the same files are there again.
 */
export type StoredResult = Pick<PairResult, 'a' | 'b' | 'similarity' | 'numbers'>;

export const RESULT: Kind<StoredResult> = {
  id: 'pairs-result',
  version: 1,
  schemas: {
    1: v.object({
      a: text(10_000),
      b: text(10_000),
      similarity: v.object(
        Object.fromEntries(Object.keys(METRICS).map((id) => [id, number])) as Record<MetricId, typeof number>,
      ),
      numbers: v.record(
        text(200),
        v.object({
          insertion: number,
          deletion: number,
          difference: number,
          drop: number,
          increase: number,
        }),
      ),
    }),
  },
};
