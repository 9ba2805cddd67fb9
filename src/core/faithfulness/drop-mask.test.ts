import { expect, it } from 'vitest';
import { dropMask } from './drop-mask.ts';

it('spans [0, 1] between the least and the greatest value, whatever their sign', () => {
  expect([...dropMask(Float32Array.of(-2, 0, 6))]).toEqual([0, 0.25, 1]);
  expect([...dropMask(Float32Array.of(3, 3))]).toEqual([0, 0]);
});
