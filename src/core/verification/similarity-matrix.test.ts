import { expect, test } from 'vitest';
import { METRICS } from '../metrics/index.ts';
import { vectorTable } from '../retrieval/vector-table.ts';
import { classMatrix, imageMatrix } from './similarity-matrix.ts';

// On a line, so that distances are differences.
const table = vectorTable([[0], [2], [10], [13], [14]].map((x) => Float32Array.from(x)));

test('pictures in the order they are asked for, each beside each', () => {
  expect([...imageMatrix(METRICS.euclidean, table, [2, 0, 3])]).toEqual([
    0, -10, -3, -10, 0, -13, -3, -13, 0,
  ]);
});

test('classes by the mean over pairs of different pictures', () => {
  const values = classMatrix(METRICS.euclidean, table, [[0, 1], [2, 3, 4], [1]]);
  // Between the first two: 10, 13, 14, 8, 11, 12; within the second: 3, 4, 1.
  expect([...values.slice(0, 2)]).toEqual([-2, -68 / 6]);
  expect(values[4]).toBeCloseTo(-8 / 3, 12);
  // A picture that both classes hold is no pair with itself; a class of one has none within it.
  expect(values[2]).toBe(-2);
  expect(values[8]).toBeNaN();
});

test('a zero vector, whose cosine is undefined, is left out of the means', () => {
  const some = vectorTable(
    [
      [1, 0],
      [0, 0],
      [3, 4],
    ].map((x) => Float32Array.from(x)),
  );
  const values = classMatrix(METRICS.cosine, some, [[0, 1], [2]]);
  expect(values[1]).toBeCloseTo(0.6, 12);
  expect(values[0]).toBeNaN();
});
