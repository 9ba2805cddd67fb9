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

/** `x·x` of every row, `[count]`: to be made once where many queries follow. */
export function squaredNorms(table: VectorTable): Float64Array {
  return Float64Array.from({ length: table.count }, (_, index) => product(row(table, index), table, index));
}

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
  return Float64Array.from({ length: table.count }, (_, index) =>
    metric.ofProducts(product(query, table, index), own, squares[index]!),
  );
}

function product(x: Vector, { data, length }: VectorTable, index: number): number {
  const start = index * length;
  let sum = 0;
  for (let k = 0; k < length; k++) sum += x[k]! * data[start + k]!;
  return sum;
}
