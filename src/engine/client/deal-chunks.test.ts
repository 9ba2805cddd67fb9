import { expect, it } from 'vitest';
import { dealChunks } from './deal-chunks.ts';

it('deals to whoever is free and keeps the order', async () => {
  const dealt: [worker: number, from: number, till: number][] = [];
  const results = await dealChunks(7, 2, 2, async (worker, from, till) => {
    dealt.push([worker, from, till]);
    // The second worker is slow: the first one takes more.
    for (let tick = 0; tick < (worker === 1 ? 20 : 1); tick++) await Promise.resolve();
    return Array.from({ length: till - from }, (_, i) => (from + i) * 10);
  });
  expect(results).toEqual([0, 10, 20, 30, 40, 50, 60]);
  expect(dealt.map(([, from, till]) => [from, till])).toEqual([
    [0, 2],
    [2, 4],
    [4, 6],
    [6, 7],
  ]);
  expect(dealt.filter(([worker]) => worker === 0)).toHaveLength(3);
});

it('deals no more after a failure', async () => {
  let calls = 0;
  const failing = dealChunks(100, 1, 2, () => {
    calls += 1;
    return Promise.reject(new Error('enough'));
  });
  await expect(failing).rejects.toThrow('enough');
  expect(calls).toBeLessThanOrEqual(2);
});

it('has nothing to do for nothing', async () => {
  expect(await dealChunks(0, 8, 2, () => Promise.reject(new Error('never')))).toEqual([]);
});
