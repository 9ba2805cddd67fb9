import { describe, expect, it } from 'vitest';
import { arraySide } from '../../testing/array-side.ts';
import { goldenModel } from '../../testing/golden-model.ts';
import { type ContextChange, mapContext } from '../../testing/map-context.ts';
import { READINGS } from '../cis/index.ts';
import { ledger } from '../ledger.ts';
import { METRICS } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { METHODS } from './index.ts';
import type { MethodId } from './method.ts';

/**
 * The goldens store embeddings and maps, not feature maps. At the last layer every one of these maps is linear
 * in the feature map, so the mean (or sum) of a golden map is what the method gives for an image of one
 * position whose features are the embedding.
 */
describe.each(['objects', 'faces'] as const)('%s, last layer', (model) => {
  const golden = goldenModel(model);
  const layer = golden.layers[0]!;
  const channels = golden.embedding.a.length;
  const sides = {
    a: arraySide(golden.embedding.a, [1, 1, channels]),
    b: arraySide(golden.embedding.b, [1, 1, channels]),
  };

  const oneValue = async (slot: 'a' | 'b', id: MethodId, overrides: ContextChange) => {
    const other = sides[slot === 'a' ? 'b' : 'a'].vectors;
    return (await METHODS[id].map(sides[slot], mapContext(other, overrides))).map[0]!;
  };
  /** Sums cancel (Grad-CAM for cosine sums to 0), so errors are measured against the sum of magnitudes. */
  const expectSum = (value: number, map: readonly number[]) => {
    const { residual, gross } = ledger(map, value);
    expect(Math.abs(residual) / gross).toBeLessThan(2e-6);
  };

  describe.each(['a', 'b'] as const)('image %s', (slot) => {
    it.each(Object.values<Metric>(METRICS))('under $id', async (metric) => {
      const positions = layer.shape[0] * layer.shape[1];
      const final = layer.embeddingScope[metric.id];
      const own = layer.layerScope[metric.id];
      const mean = (map: readonly number[]) => map.map((value) => value / positions);

      for (const reading of [READINGS.contribution, READINGS.normalized, READINGS.gradient]) {
        const value = await oneValue(slot, 'sfam', { metric, reading, scope: 'layer' });
        expectSum(value, mean(own.sfam[reading.id][slot]));
      }
      for (const id of ['contribution', 'gradient'] as const) {
        const value = await oneValue(slot, 'sfam', { metric, reading: READINGS[id], scope: 'final' });
        expectSum(value, mean(final.sfam[id][slot]));
      }
      expectSum(await oneValue(slot, 'decomposition', { metric }), own.decomposition[slot]);
      expectSum(await oneValue(slot, 'grad-cam', { metric }), mean(final.gradCam[slot]));
      expectSum(await oneValue(slot, 'hires-cam', { metric }), final.hiResCam[slot]);
      expectSum(await oneValue(slot, 'layer-cam', { metric }), final.layerCam[slot]);
    });

    it('mean activation', async () => {
      const { meanActivation } = layer;
      const positions = meanActivation[slot].length;
      const value = await oneValue(slot, 'mean-activation', {});
      expectSum(
        value,
        meanActivation[slot].map((each) => each / positions),
      );
    });
  });

  it('has decompositions that add up to the cosine at every layer', () => {
    for (const { layerScope } of golden.layers) {
      const { similarity, decomposition } = layerScope.cosine;
      for (const slot of ['a', 'b'] as const) expectSum(similarity, decomposition[slot]);
    }
  });
});
