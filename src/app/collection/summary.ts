import { bootstrap, type Interval } from '../../core/faithfulness/bootstrap.ts';
import { winRate } from '../../core/faithfulness/win-rate.ts';
import { CONTROLS } from '../../core/methods/index.ts';
import type { MethodId } from '../../core/methods/method.ts';
import { meanNumbers } from './mean-numbers.ts';
import type { Numbers, PairResult } from './pair-result.ts';
import type { Variant } from './variant.ts';

/** Against one control, pair by pair. */
export interface Comparison {
  readonly control: MethodId;
  /** Share of pairs on which this row's insertion − deletion is higher; a tie counts one half. */
  readonly wins: number;
  /** Of the differences pair by pair: above 0 means better than the control. */
  readonly ahead: Interval;
}

/** One row of the table. */
export interface Summary {
  readonly variant: Variant;
  /** Pairs. */
  readonly count: number;
  /** Insertion − deletion. */
  readonly difference: Interval;
  readonly means: Numbers;
  /** None for a control against itself. */
  readonly against: readonly Comparison[];
}

/** Enough for two digits of an interval's ends, and fast enough for hundreds of pairs. */
export const RESAMPLES = 2000;
const SEED = 1;

/** Rows for the variants that have results, in the given order; pairs are the unit that is drawn again. */
export function summarize(variants: readonly Variant[], results: readonly PairResult[]): Summary[] {
  return variants.flatMap((variant) => {
    const own = results.flatMap((result) => result.numbers[variant.id] ?? []);
    if (own.length === 0) return [];
    return {
      variant,
      count: own.length,
      difference: bootstrap(
        own.map(({ difference }) => difference),
        SEED,
        RESAMPLES,
      ),
      means: meanNumbers(own),
      against: CONTROLS.filter(({ id }) => id !== variant.method).flatMap(({ id }) =>
        compare(variant, id, results),
      ),
    };
  });
}

/** Only pairs that have both numbers are compared. */
function compare(variant: Variant, control: MethodId, results: readonly PairResult[]): Comparison[] {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (const { numbers } of results) {
    const own = numbers[variant.id];
    const other = numbers[`${control}@${variant.metric}`];
    if (!own || !other) continue;
    ours.push(own.difference);
    theirs.push(other.difference);
  }
  if (ours.length === 0) return [];
  const gaps = ours.map((value, i) => value - theirs[i]!);
  return [{ control, wins: winRate(ours, theirs), ahead: bootstrap(gaps, SEED, RESAMPLES) }];
}
