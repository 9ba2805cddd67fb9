import { expect, test } from 'vitest';
import { mutualPairs } from './mutual-pairs.ts';
import { pointPairs } from './point-pairs.ts';

const find = (a: number[][], b: number[][], count = 10) => {
  const [x, y] = [Float32Array.from(a.flat()), Float32Array.from(b.flat())];
  return mutualPairs(x, y, 2, pointPairs(x, y, 2).matrix, count);
};

test('places that are each other’s nearest by angle, however long their vectors are', () => {
  // Of B's places the first points as A's second does, the second almost as A's first; A's third has no partner left.
  const found = find(
    [
      [4, 0],
      [0, 1],
      [3, 1],
    ],
    [
      [0, 5],
      [1, 0.1],
    ],
  );
  expect(found.map(({ p, q }) => [p, q])).toEqual([
    [1, 0],
    [0, 1],
  ]);
  // x = (7, 2)/3, y = (1, 5.1)/2: D[1,0] = 5/(|x||y|·6), D[0,1] = 4/(…).
  const scale = Math.hypot(7 / 3, 2 / 3) * Math.hypot(0.5, 2.55) * 6;
  expect(found[0]!.value).toBeCloseTo(5 / scale, 6);
  expect(found[1]!.value).toBeCloseTo(4 / scale, 6);
});

test('an image and itself: every place is its own', () => {
  const image = [
    [1, 0],
    [0, 2],
    [3, 3],
  ];
  expect(find(image, image).map(({ p, q }) => p === q)).toEqual([true, true, true]);
  expect(find(image, image, 2).map(({ p }) => p)).toEqual([2, 1]);
});

test('a place of no activity is nobody’s neighbour', () => {
  const found = find(
    [
      [0, 0],
      [1, 1],
    ],
    [
      [2, 2],
      [0, 0],
    ],
  );
  expect(found.map(({ p, q }) => [p, q])).toEqual([[1, 0]]);
});
