import type { PairResult } from './pair-result.ts';

/** One pair's numbers from two runs; the newer ones win. */
export function mergeResult(older: PairResult | undefined, newer: PairResult): PairResult {
  return older ? { ...newer, numbers: { ...older.numbers, ...newer.numbers } } : newer;
}
