import type { Numbers } from './pair-result.ts';

/** The mean of each number. @throws RangeError without any. */
export function meanNumbers(all: readonly Numbers[]): Numbers {
  if (all.length === 0) throw new RangeError('A mean needs at least one value.');
  const mean = (name: keyof Numbers) => all.reduce((sum, one) => sum + one[name], 0) / all.length;
  return {
    insertion: mean('insertion'),
    deletion: mean('deletion'),
    difference: mean('difference'),
    drop: mean('drop'),
    increase: mean('increase'),
  };
}
