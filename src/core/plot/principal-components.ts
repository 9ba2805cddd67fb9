import { random } from '../random.ts';
import { row, type VectorTable } from '../retrieval/vector-table.ts';

/** Rows that the directions are found from; with more, they hardly move. */
const ROWS = 2000;
/** Rounds of the subspace iteration; the directions that matter have settled long before. */
const ROUNDS = 24;

export interface Components {
  /** `[count, wanted]`, row-major. */
  readonly scores: Float32Array;
  readonly wanted: number;
  /** The share of the variance (of the rows that were looked at) that these directions hold, 0–1. */
  readonly explained: number;
}

/**
 * The first principal components of the rows: subspace iteration on their covariance, from a seeded start, so that the
 * same table gives the same numbers. The covariance is that of at most 2,000 rows, drawn with a fixed seed.
 *
 * @param wanted directions at most
 */
export function principalComponents(table: VectorTable, wanted: number): Components {
  const { count, length } = table;
  const stream = random(1);
  const order = Array.from({ length: count }, (_, index) => index);
  const looked = count <= ROWS ? order : stream.shuffle(order).slice(0, ROWS);
  const most = Math.max(1, Math.min(wanted, length, looked.length - 1));
  const mean = new Float64Array(length);
  for (const index of looked) {
    const x = row(table, index);
    for (let k = 0; k < length; k++) mean[k]! += x[k]! / looked.length;
  }
  const centred = looked.map((index) => row(table, index).map((value, k) => value - mean[k]!));
  const total = centred.reduce((sum, x) => x.reduce((all, value) => all + value * value, sum), 0);

  let basis = Array.from({ length: most }, () => Float64Array.from({ length }, () => stream.uniform() - 0.5));
  orthonormalise(basis);
  let held = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const next = basis.map(() => new Float64Array(length));
    held = 0;
    for (const x of centred)
      for (const [i, direction] of basis.entries()) {
        const along = product(x, direction);
        held += along * along;
        const sum = next[i]!;
        for (let k = 0; k < length; k++) sum[k]! += along * x[k]!;
      }
    orthonormalise(next);
    basis = next;
  }
  const scores = new Float32Array(count * most);
  for (let index = 0; index < count; index++) {
    const x = row(table, index).map((value, k) => value - mean[k]!);
    for (const [i, direction] of basis.entries()) scores[index * most + i] = product(x, direction);
  }
  return { scores, wanted: most, explained: total > 0 ? held / total : 1 };
}

function product(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < y.length; k++) sum += x[k]! * y[k]!;
  return sum;
}

/** Gram–Schmidt, in place; a direction that is nothing but the others becomes zero. */
function orthonormalise(basis: readonly Float64Array[]): void {
  for (const [i, direction] of basis.entries()) {
    for (const other of basis.slice(0, i)) {
      const along = product(direction, other);
      for (let k = 0; k < direction.length; k++) direction[k]! -= along * other[k]!;
    }
    const norm = Math.sqrt(product(direction, direction));
    for (let k = 0; k < direction.length; k++) direction[k] = norm > 1e-9 ? direction[k]! / norm : 0;
  }
}
