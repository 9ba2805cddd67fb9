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
  const rows: number[] = [];
  for (let index = 0; index < scores.length; index++) if (keep(index)) rows.push(index);
  const value = (index: number) => (Number.isNaN(scores[index]) ? Number.NEGATIVE_INFINITY : scores[index]!);
  rows.sort((a, b) => (value(a) === value(b) ? a - b : value(b) > value(a) ? 1 : -1));
  return rows.slice(0, limit).map((index) => ({ index, score: scores[index]! }));
}
