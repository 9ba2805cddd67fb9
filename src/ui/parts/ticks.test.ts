import { expect, it } from 'vitest';
import { ticks } from './ticks.ts';

it('labels axes with round numbers inside the range', () => {
  expect(ticks(0, 1, 4)).toEqual([0, 0.5, 1]);
  expect(ticks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks(0.31, 0.79, 4)).toEqual([0.4, 0.6]);
  expect(ticks(-12.4, -9.1, 4)).toEqual([-12, -11, -10]);
  expect(ticks(-1, 1, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
  expect(ticks(2, 2, 4)).toEqual([2]);
});
