import type { PointPair } from './point-pairs.ts';

/** Which pairs of points are wanted. */
export interface PairChoice {
  readonly count: number;
  /** `strongest`: what holds the pair together; `opposed`: negative entries only, most negative first. */
  readonly order: 'strongest' | 'opposed';
  /** Every point in one pair at most: the strongest pair first, then the strongest of the points still free. */
  readonly once: boolean;
}

/**
 * The pairs that stand out in `D[p,q]`, best first; equal ones in reading order. Pairs of no or of the wrong
 * sign are left out, so that fewer than `count` may come back.
 *
 * @param matrix `[N, columns]`, row-major.
 */
export function strongestPairs(
  matrix: Float32Array,
  columns: number,
  { count, order, once }: PairChoice,
): PointPair[] {
  const sign = order === 'strongest' ? 1 : -1;
  const takenRows = new Set<number>();
  const takenColumns = new Set<number>();
  const taken = new Set<number>();
  const pairs: PointPair[] = [];
  // A few passes over the matrix are cheaper than sorting it: 784² entries, a dozen or two are wanted.
  while (pairs.length < count) {
    let best = -1;
    let most = 0;
    for (let p = 0; p * columns < matrix.length; p++) {
      if (once && takenRows.has(p)) continue;
      for (let q = 0; q < columns; q++) {
        const i = p * columns + q;
        const value = sign * matrix[i]!;
        if (value > most && !taken.has(i) && !(once && takenColumns.has(q))) {
          most = value;
          best = i;
        }
      }
    }
    if (best < 0) break;
    const p = Math.floor(best / columns);
    const q = best % columns;
    taken.add(best);
    takenRows.add(p);
    takenColumns.add(q);
    pairs.push({ p, q, value: matrix[best]! });
  }
  return pairs;
}
