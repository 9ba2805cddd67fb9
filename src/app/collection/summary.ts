import {
  type ClusteredRow,
  clusterBootstrap,
  type Estimate,
} from '../../core/faithfulness/cluster-bootstrap.ts';
import { winRate } from '../../core/faithfulness/win-rate.ts';
import { CONTROLS } from '../../core/methods/index.ts';
import type { MethodId } from '../../core/methods/method.ts';
import { meanNumbers } from './mean-numbers.ts';
import type { Numbers, PairResult } from './pair-result.ts';
import type { Variant } from './variant.ts';

/** Against one control, pair by pair. */
export interface AgainstControl {
  readonly control: MethodId;
  /** Share of pairs on which this row's insertion − deletion is higher; a tie counts one half. */
  readonly wins: number;
  /** Of the differences pair by pair: above 0 means better than the control. */
  readonly ahead: Estimate;
}

/** One row of a table. */
export interface Summary {
  readonly variant: Variant;
  /** Of pairs that are of one class, or of pairs that are not: these are different questions, and two tables. */
  readonly sameClass: boolean;
  /** An earlier row with the same numbers on every pair: one map under two names, counted once. */
  readonly twin: Variant | null;
  /** Pairs. */
  readonly count: number;
  /** Insertion − deletion. */
  readonly difference: Estimate;
  readonly means: Numbers;
  /** None for a control against itself. */
  readonly against: readonly AgainstControl[];
}

/** Enough for two digits of an interval's ends, and fast enough for hundreds of pairs. */
export const DRAWS = 2000;
const SEED = 1;

/**
 * Rows for the variants that have results, in the given order: first of the pairs of different things, then of those
 * of one class. Photographs are the unit that is drawn again, and the comparisons with the controls of one table are
 * judged together (clusterBootstrap).
 */
export function summarize(variants: readonly Variant[], results: readonly PairResult[]): Summary[] {
  return [false, true].flatMap((sameClass) =>
    table(
      variants,
      results.filter((result) => result.sameClass === sameClass),
      sameClass,
    ),
  );
}

function table(variants: readonly Variant[], results: readonly PairResult[], sameClass: boolean): Summary[] {
  const measured = variants.filter(({ id }) => results.some(({ numbers }) => id in numbers));
  if (measured.length === 0) return [];
  const value = ({ numbers }: PairResult, id: string) => numbers[id]?.difference ?? Number.NaN;
  /** What is estimated: a row's own mean, or its lead over a control. NaN where a pair lacks either number. */
  const asked = measured.flatMap((variant) => [
    { variant, control: null },
    ...CONTROLS.filter(({ id }) => id !== variant.method).map(({ id }) => ({ variant, control: id })),
  ]);
  /** The first row of the metric whose maps order the pixels of every pair alike. */
  const twinOf = (variant: Variant): Variant | null => {
    const first = measured.find(
      (other) =>
        other.metric === variant.metric &&
        other.control === variant.control &&
        results.every(({ numbers }) => sameNumbers(numbers[other.id], numbers[variant.id])),
    );
    return first === variant ? null : (first ?? null);
  };
  const twins = new Map(measured.map((variant) => [variant, twinOf(variant)]));
  const lead = (result: PairResult, { id, metric }: Variant, control: MethodId | null) =>
    value(result, id) - (control === null ? 0 : value(result, `${control}@${metric}`));
  const rows = results.map(
    (result): ClusteredRow => ({
      of: result.subjects,
      values: asked.map(({ variant, control }) => lead(result, variant, control)),
    }),
  );
  const estimates = clusterBootstrap(rows, {
    seed: SEED,
    draws: DRAWS,
    family: asked.flatMap(({ variant, control }, i) =>
      control && !variant.control && !twins.get(variant) ? [i] : [],
    ),
  });
  const of = (variant: Variant, control: MethodId | null) => {
    const counted = twins.get(variant) ?? variant;
    return estimates[asked.findIndex((one) => one.variant === counted && one.control === control)]!;
  };

  return measured.map((variant) => {
    const own = results.flatMap(({ numbers }) => numbers[variant.id] ?? []);
    return {
      variant,
      sameClass,
      twin: twins.get(variant) ?? null,
      count: own.length,
      difference: of(variant, null),
      means: meanNumbers(own),
      against: CONTROLS.filter(({ id }) => id !== variant.method).flatMap(({ id: control }) => {
        const theirs = `${control}@${variant.metric}`;
        const both = results.filter(({ numbers }) => variant.id in numbers && theirs in numbers);
        if (both.length === 0) return [];
        const wins = winRate(
          both.map((result) => value(result, variant.id)),
          both.map((result) => value(result, theirs)),
        );
        return [{ control, wins, ahead: of(variant, control) }];
      }),
    };
  });
}

/** Equal up to the rounding of a map that differs by a factor. */
function sameNumbers(one: Numbers | undefined, two: Numbers | undefined): boolean {
  if (!one || !two) return one === two;
  return (Object.keys(one) as (keyof Numbers)[]).every((key) => Math.abs(one[key] - two[key]) <= 1e-6);
}
