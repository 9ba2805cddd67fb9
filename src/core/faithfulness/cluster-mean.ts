import type { IndependentUnits } from './independent-units.ts';

/** A mean over pairs and its standard error. */
export interface ClusterMean {
  readonly mean: number;
  /** By leaving out one unit after the other; NaN where that leaves no pair, or there is but one unit. */
  readonly error: number;
}

/**
 * The mean over pairs that share units, and its standard error: each unit is left out in turn, with all pairs that it
 * is in (the jackknife, Efron & Stein 1981). What is a pair's own goes with both its members and would count twice; its
 * square is taken off once, as for dyadic data (Fafchamps & Gubert 2007), but never more than half of the whole. In a
 * sample drawn with replacement a unit may occur several times; a pair then counts once for each way to choose its two
 * members (the pigeonhole bootstrap, Owen 2007).
 *
 * @returns a function of the pairs' values (NaN where a pair has none) and of how often each unit occurs.
 */
export function clusterMean({ count, members }: IndependentUnits) {
  const sums = new Float64Array(count);
  const weights = new Float64Array(count);
  return (values: Float64Array, times: Float64Array): ClusterMean => {
    sums.fill(0);
    weights.fill(0);
    let sum = 0;
    let weight = 0;
    for (let pair = 0; pair < values.length; pair++) {
      const [a, b] = members[pair]!;
      const own = a === b ? times[a]! : times[a]! * times[b]!;
      const value = values[pair]!;
      if (own === 0 || Number.isNaN(value)) continue;
      const share = own * value;
      sum += share;
      weight += own;
      sums[a]! += share;
      weights[a]! += own;
      if (a === b) continue;
      sums[b]! += share;
      weights[b]! += own;
    }
    const mean = sum / weight;
    let squares = 0;
    let copies = 0;
    for (let unit = 0; unit < count; unit++) {
      const number = times[unit]!;
      if (number === 0 || weights[unit] === 0) continue;
      const rest = weight - weights[unit]! / number;
      const without = (sum - sums[unit]! / number) / rest;
      squares += number * (without - mean) ** 2;
      copies += number;
      if (!(rest > 1e-9 * weight)) return { mean, error: Number.NaN };
    }
    if (copies <= 1) return { mean, error: Number.NaN };
    let own = 0;
    for (let pair = 0; pair < values.length; pair++) {
      const [a, b] = members[pair]!;
      const value = values[pair]!;
      if (a !== b && !Number.isNaN(value)) own += times[a]! * times[b]! * (value - mean) ** 2;
    }
    const left = (squares * (copies - 1)) / copies;
    return { mean, error: Math.sqrt(Math.max(left - own / weight ** 2, left / 2)) };
  };
}
