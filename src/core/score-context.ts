import { quantile } from './quantile.ts';

/** Where a score stands among the scores of other pairs. */
export interface ScoreContext {
  readonly count: number;
  /** How many of the others are less similar. */
  readonly lower: number;
  /** First quartile, median and third quartile of the others. */
  readonly quartiles: readonly [number, number, number];
}

/**
 * A similarity alone says little, since every network has a scale of its own: this sets it beside others.
 *
 * @param similarity S of the pair, larger meaning more similar
 * @param others S of other pairs under the same model, layer and metric
 * @throws RangeError without others
 */
export function scoreContext(similarity: number, others: readonly number[]): ScoreContext {
  if (others.length === 0) throw new RangeError('A score needs other scores to stand among.');
  const sorted = Float64Array.from(others).sort();
  return {
    count: sorted.length,
    lower: sorted.filter((other) => other < similarity).length,
    quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)],
  };
}
