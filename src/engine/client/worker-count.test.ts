import { expect, it } from 'vitest';
import { workerCount } from './worker-count.ts';

it.each([
  [1, 8, 1],
  [2, 8, 2],
  [16, 2, 1],
  [16, 4, 2],
  [16, undefined, 2],
])('%s cores and %s GB: %s', (hardwareConcurrency, deviceMemory, expected) => {
  expect(workerCount({ hardwareConcurrency, ...(deviceMemory && { deviceMemory }) })).toBe(expected);
});
