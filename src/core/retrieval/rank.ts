/** One hit: which row, and how similar it is. */
export interface Hit {
  readonly index: number;
  readonly score: number;
}

/**
 * The rows in order of falling similarity; ties keep the order of the rows (the files'), and a score that is not
 * defined (a zero vector's cosine) comes last.
 *
 * @param scores `[count]`
 * @param keep whether a row takes part: the query itself does not
 * @param limit hits at most; all by default
 */
export function rank(
  scores: ArrayLike<number>,
  keep: (index: number) => boolean,
  limit: number = scores.length,
): Hit[] {
  const value = (index: number) => (Number.isNaN(scores[index]) ? Number.NEGATIVE_INFINITY : scores[index]!);
  const order = (a: number, b: number) => (value(a) === value(b) ? a - b : value(b) > value(a) ? 1 : -1);
  // A few hits of very many rows: the rest is let go of before it is sorted.
  const room = 2 * limit + 64;
  const best: number[] = [];
  let last: number | null = null;
  for (let index = 0; index < scores.length; index++) {
    if (!keep(index) || (last !== null && order(index, last) > 0)) continue;
    best.push(index);
    if (best.length < room) continue;
    best.sort(order);
    best.length = limit;
    last = best[limit - 1] ?? null;
  }
  best.sort(order);
  return best.slice(0, limit).map((index) => ({ index, score: scores[index]! }));
}
