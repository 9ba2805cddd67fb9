import type { Metric, Vector } from '../metrics/metric.ts';

/** Vectors of one length, one a row: `[count, length]`, row-major. */
export interface VectorTable {
  readonly data: Float32Array;
  readonly count: number;
  readonly length: number;
}

/** @throws RangeError where the vectors are not all of one length. */
export function vectorTable(vectors: readonly Float32Array[]): VectorTable {
  const length = vectors[0]?.length ?? 0;
  const data = new Float32Array(vectors.length * length);
  vectors.forEach((vector, row) => {
    if (vector.length !== length)
      throw new RangeError(`A vector of ${vector.length} numbers among vectors of ${length}.`);
    data.set(vector, row * length);
  });
  return { data, count: vectors.length, length };
}

/** Row `index`, `[length]`, a view. */
export function row({ data, length }: VectorTable, index: number): Float32Array {
  return data.subarray(index * length, (index + 1) * length);
}

/** `x·x` of a row. */
export const squaredNorm = (table: VectorTable, index: number): number =>
  product(row(table, index), table, index);

/** `x·x` of every row, `[count]`: to be made once where many queries follow. */
export const squaredNorms = (table: VectorTable): Float64Array =>
  Float64Array.from({ length: table.count }, (_, index) => squaredNorm(table, index));

/**
 * The similarity of one vector to every row, `[count]`, in double precision.
 *
 * @param squares of the rows, {@link squaredNorms}
 * @throws RangeError where the query has another length
 */
export function similarities(
  metric: Metric,
  query: Vector,
  table: VectorTable,
  squares: Float64Array = squaredNorms(table),
): Float64Array {
  if (table.count > 0 && query.length !== table.length)
    throw new RangeError(`A query of ${query.length} numbers for vectors of ${table.length}.`);
  let own = 0;
  for (let k = 0; k < query.length; k++) own += query[k]! * query[k]!;
  const found = new Float64Array(table.count);
  for (let index = 0; index < table.count; index++)
    found[index] = metric.ofProducts(product(query, table, index), own, squares[index]!);
  return found;
}

/** Rows that are compared side by side: as many sums as a processor adds at once. */
export const SIDE_BY_SIDE = 4;

/**
 * {@link similarities} of up to {@link SIDE_BY_SIDE} of the table's own rows, digit for digit, in about the time of one.
 *
 * @param squares of the rows, {@link squaredNorms}
 */
export function similaritiesOfRows(
  metric: Metric,
  rows: readonly number[],
  table: VectorTable,
  squares: Float64Array,
): Float64Array[] {
  const { data, count, length } = table;
  const found = rows.map(() => new Float64Array(count));
  const [a = 0, b = a, c = a, d = a] = rows.map((index) => index * length);
  const sums = [0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    let [ofA, ofB, ofC, ofD] = [0, 0, 0, 0];
    const start = index * length;
    for (let k = 0; k < length; k++) {
      const value = data[start + k]!;
      ofA += data[a + k]! * value;
      ofB += data[b + k]! * value;
      ofC += data[c + k]! * value;
      ofD += data[d + k]! * value;
    }
    sums[0] = ofA;
    sums[1] = ofB;
    sums[2] = ofC;
    sums[3] = ofD;
    for (let i = 0; i < rows.length; i++)
      found[i]![index] = metric.ofProducts(sums[i]!, squares[rows[i]!]!, squares[index]!);
  }
  return found;
}

function product(x: Vector, { data, length }: VectorTable, index: number): number {
  const start = index * length;
  let sum = 0;
  for (let k = 0; k < length; k++) sum += x[k]! * data[start + k]!;
  return sum;
}
