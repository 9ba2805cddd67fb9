import { expect, it } from 'vitest';
import { BUILT_IN } from '../../core/models/index.ts';
import { workerBytes, workerCount, workersFor } from './worker-count.ts';

it.each([
  [1, 8, false, 1],
  [2, 8, false, 2],
  [16, 2, false, 1],
  [16, 4, false, 2],
  [16, undefined, false, 2],
  [8, 8, true, 2],
  [6, undefined, true, 1],
])('%s cores, %s GB, touch %s: %s', (hardwareConcurrency, deviceMemory, touch, expected) => {
  expect(workerCount({ hardwareConcurrency, ...(deviceMemory && { deviceMemory }) }, touch)).toBe(expected);
});

it('opens a network twice while two of it fit into 256 MB', () => {
  const card = BUILT_IN.objects;
  const { weights } = card.files;
  const weighing = (bytes: number) => ({ ...card, files: { ...card.files, weights: { ...weights, bytes } } });
  const maps = workerBytes(weighing(0));
  // Weights count twice, as they came and as the backend holds them, in either worker.
  const most = (128 * 2 ** 20 - maps) / 2;
  expect(workersFor(weighing(Math.floor(most)), 2)).toBe(2);
  expect(workersFor(weighing(Math.ceil(most) + 1), 2)).toBe(1);
  expect(workersFor(card, 1)).toBe(1);
});
