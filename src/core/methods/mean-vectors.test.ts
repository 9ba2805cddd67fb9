import { expect, test } from 'vitest';
import { meanVectors } from './mean-vectors.ts';

test('the mean of several vectors, component by component', () => {
  const one = { pooled: Float32Array.of(1, 2, 3), embedding: Float32Array.of(2, 0) };
  const other = { pooled: Float32Array.of(3, 2, -3), embedding: Float32Array.of(0, 1) };
  expect(meanVectors([one, other])).toEqual({
    pooled: Float32Array.of(2, 2, 0),
    embedding: Float32Array.of(1, 0.5),
  });
  expect(meanVectors([one])).toEqual(one);
  expect(() => meanVectors([])).toThrow(RangeError);
});
