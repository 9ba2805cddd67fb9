import { explainedVector } from '../../core/methods/explained-vector.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { quantile } from '../../core/quantile.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import type { Services } from '../services.ts';
import type { Result } from '../state.ts';
import { rested } from '../when-idle.ts';

/** Where a network's scores of photographs that have nothing to do with each other lie. */
export interface UsefulRange {
  /** Pairs of different sources. */
  readonly count: number;
  /** Nine of ten of them lie between these. */
  readonly low: number;
  readonly high: number;
}

/**
 * The range under the settings of a result, from vectors that were made with the page; null where they would have to be
 * made first.
 */
export async function usefulRange(
  { references }: Pick<Services, 'references'>,
  { settings }: Pick<Result, 'settings'>,
  signal: AbortSignal,
): Promise<UsefulRange | null> {
  await rested(signal);
  const found = await references.prepared(settings);
  if (found === null) return null;
  const metric = METRICS[settings.metric];
  const scores: number[] = [];
  const vectors = SAMPLES.map(({ id }) => explainedVector(found.get(`sample:${id}`)!, settings.scope));
  SAMPLES.forEach((a, i) => {
    for (let j = i + 1; j < SAMPLES.length; j++)
      if (a.subject !== SAMPLES[j]!.subject) scores.push(metric.similarity(vectors[i]!, vectors[j]!));
  });
  const sorted = Float64Array.from(scores.filter(Number.isFinite)).sort();
  if (sorted.length === 0) return null;
  return { count: sorted.length, low: quantile(sorted, 0.05), high: quantile(sorted, 0.95) };
}
