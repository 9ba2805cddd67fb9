import { expect, it } from 'vitest';
import { coincidences } from '../coincidences.ts';
import { GUIDES } from './guides.ts';
import { METHODS } from './index.ts';
import type { Method } from './method.ts';
import { randomMasks } from './random-masks.ts';

it('names another method wherever two maps are known to coincide', () => {
  // The gradient reading and its kin are named by way of Grad-CAM.
  for (const { id, uses } of Object.values<Method>(METHODS))
    for (const reading of uses.reading
      ? (['contribution', 'gradient'] as const)
      : (['contribution'] as const))
      for (const { method } of coincidences({
        method: id,
        reading,
        scope: 'final',
        isEmbedding: true,
        cells: 49,
      }))
        expect(`${GUIDES[id].coincides} ${GUIDES['grad-cam'].coincides}`).toContain(METHODS[method].label);
});

it('counts the masks that are drawn', async () => {
  expect(GUIDES.rise.cost).toContain(String(randomMasks(1).count));
  expect(GUIDES['distance-explainer'].cost).toContain(String(randomMasks(1).count));
  let windows = 0;
  const side = {
    shape: [1, 1, 1] as const,
    vectors: { pooled: Float32Array.of(1), embedding: Float32Array.of(1) },
    embedMasked: (_: Float32Array, count: number) => {
      windows += count;
      return Promise.resolve(Array.from({ length: count }, () => Float32Array.of(1)));
    },
  } as unknown as Parameters<Method['map']>[0];
  const objective = () => ({ value: () => 1 });
  await METHODS.occlusion.map(side, {
    objective,
    signal: { throwIfAborted: () => undefined },
    report: () => undefined,
  } as unknown as Parameters<Method['map']>[1]);
  expect(GUIDES.occlusion.cost).toContain(`${windows} masked`);
});
