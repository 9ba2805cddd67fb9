import { expect, it } from 'vitest';
import { CLASS_METHODS, type ClassMethodId } from '../classifier/class-methods.ts';
import { coincidences } from '../coincidences.ts';
import { CLASS_GUIDES, GUIDES } from './guides.ts';
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

it('says of a classifier’s maps which are one, as the numbers are', () => {
  // A layer that reads pooled features as they are: the gradient of a class's score is its row, and so is CAM's weight.
  const classifier = { classes: ['a', 'b'], weights: [0.3, -0.2, 0.5, 0.1, 0.4, -0.6], bias: [0.1, -0.3] };
  const vectors = { pooled: Float32Array.of(1, 2, 3), embedding: Float32Array.of(1, 2, 3) };
  const of = (id: ClassMethodId) => [...CLASS_METHODS[id].ofEmbedding(classifier, vectors, 1)];
  expect(of('grad-cam')).toEqual(of('cam'));
  expect(of('relevance-cam')).not.toEqual(of('cam'));
  expect(CLASS_GUIDES.cam.coincides).toContain(CLASS_METHODS['grad-cam'].label);
  expect(CLASS_GUIDES['grad-cam'].coincides).toContain(CLASS_METHODS.cam.label);
  expect(CLASS_GUIDES['relevance-cam'].coincides).toBeNull();
  // The embedding divided by its length: no longer.
  const unit = { ...vectors, embedding: Float32Array.of(0.6, 0, 0.8), norm: 5 };
  const there = (id: ClassMethodId) => [...CLASS_METHODS[id].ofEmbedding(classifier, unit, 1)];
  expect(there('grad-cam')).not.toEqual(there('cam'));
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
