import type { Metric } from '../metrics/metric.ts';
import { row, type VectorTable } from '../retrieval/vector-table.ts';

/** The similarity of every two pictures, `[n, n]`, row-major; NaN where it is undefined. @param rows of the table, n. */
export function imageMatrix(metric: Metric, table: VectorTable, rows: readonly number[]): Float64Array {
  const n = rows.length;
  const values = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) {
      const value = metric.similarity(row(table, rows[i]!), row(table, rows[j]!));
      values[i * n + j] = value;
      values[j * n + i] = value;
    }
  return values;
}

/**
 * The mean similarity of the pairs of pictures, one of each of two classes, `[n, n]`, row-major; on the diagonal that of
 * different pictures of one class. Pairs whose similarity is undefined are left out; NaN where no pair is left.
 *
 * @param classes rows of the table of each of the n classes.
 */
export function classMatrix(
  metric: Metric,
  table: VectorTable,
  classes: readonly (readonly number[])[],
): Float64Array {
  const n = classes.length;
  const values = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) {
      const mean = meanOfPairs(metric, table, classes[i]!, classes[j]!);
      values[i * n + j] = mean;
      values[j * n + i] = mean;
    }
  return values;
}

function meanOfPairs(
  metric: Metric,
  table: VectorTable,
  one: readonly number[],
  other: readonly number[],
): number {
  let [sum, pairs] = [0, 0];
  for (const a of one)
    for (const b of other) {
      const value = a === b ? Number.NaN : metric.similarity(row(table, a), row(table, b));
      if (Number.isNaN(value)) continue;
      sum += value;
      pairs += 1;
    }
  return pairs > 0 ? sum / pairs : Number.NaN;
}
