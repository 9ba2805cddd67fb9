import { describe, expect, it } from 'vitest';
import { arraySide, poolingTail, reluTail } from '../../testing/array-side.ts';
import { randomFeatures } from '../../testing/features.ts';
import { mapContext } from '../../testing/map-context.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { METRICS } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { METHODS } from './index.ts';

const [CELLS, K, E] = [12, 5, 4];
const weights = Float64Array.from(randomFeatures(13, [1, E, K]).data);
const bias = Float64Array.from(randomFeatures(14, [1, 1, E]).data);
const tail = reluTail(weights, bias);
const [a, b] = [randomFeatures(11, [3, 4, K]), randomFeatures(12, [3, 4, K])];
const side = arraySide(a.data, a.shape, tail);
const other = arraySide(b.data, b.shape, tail).vectors;

/** G as central differences of the score, entry by entry: nothing of the code under test. */
function slopes(metric: Metric): number[][] {
  const score = (moved: Float64Array) => metric.similarity(tail.embed(moved, K), other.embedding);
  return Array.from({ length: CELLS }, (_, p) =>
    Array.from({ length: K }, (_, k) => {
      const at = (step: number) =>
        score(Float64Array.from(a.data, (value, i) => (i === p * K + k ? value + step : value)));
      return (at(1e-5) - at(-1e-5)) / 2e-5;
    }),
  );
}

const A = (p: number, k: number) => a.data[p * K + k]!;
const cells = [...new Array(CELLS).keys()];
const mapOf = (weight: readonly number[]) =>
  cells.map((p) => weight.reduce((sum, w, k) => sum + w * A(p, k), 0));
const total = (of: (p: number) => number) => cells.reduce((sum, p) => sum + of(p), 0);

describe.each(Object.values<Metric>(METRICS))('from the slopes of the score under $id', (metric) => {
  const G = slopes(metric);
  const channels = [...new Array(K).keys()];

  it('Grad-CAM++', async () => {
    const weight = channels.map((k) => {
      const sum = total((p) => A(p, k));
      return total((p) => {
        const g = G[p]![k]!;
        const denominator = 2 * g ** 2 + sum * g ** 3;
        return denominator === 0 ? 0 : Math.max(g, 0) * (g ** 2 / denominator);
      });
    });
    const { map, cis } = await METHODS['grad-cam-plus-plus'].map(side, mapContext(other, { metric }));
    expect(relativeError(cis!, weight)).toBeLessThan(1e-4);
    expect(relativeError(map, mapOf(weight))).toBeLessThan(1e-4);
  });

  it('XGrad-CAM', async () => {
    const weight = channels.map((k) => total((p) => G[p]![k]! * A(p, k)) / total((p) => A(p, k)));
    const { map, cis } = await METHODS['xgrad-cam'].map(side, mapContext(other, { metric }));
    expect(relativeError(cis!, weight)).toBeLessThan(1e-4);
    expect(relativeError(map, mapOf(weight))).toBeLessThan(1e-4);
    // What its summary claims.
    expect(map.reduce((sum, value) => sum + value, 0)).toBeCloseTo(
      channels.reduce((sum, k) => sum + total((p) => G[p]![k]! * A(p, k)), 0),
      4,
    );
  });
});

describe('where a division has nothing under it', () => {
  /** One channel sums to 0. */
  const nothing = arraySide([1, 3, -1, 2], [1, 2, 2]);
  const partner = arraySide([2, 1, 1, 3], [1, 2, 2]).vectors;

  it('XGrad-CAM gives the channel no weight', async () => {
    const metric = METRICS.euclidean;
    const { cis } = await METHODS['xgrad-cam'].map(nothing, mapContext(partner, { metric, scope: 'layer' }));
    expect(cis![0]).toBe(0);
    expect(cis![1]).not.toBe(0);
  });

  it('Grad-CAM++ counts the entries that stand near a pole, and stays finite', async () => {
    // Euclidean, G = (y − x)/|x − y| / N. One cell: G = 1 for channel 0, whose sum is −2.
    const pole = arraySide([-2], [1, 1, 1], poolingTail);
    const there = arraySide([3], [1, 1, 1], poolingTail).vectors;
    const method = METHODS['grad-cam-plus-plus'];
    const found = await method.map(pole, mapContext(there, { metric: METRICS.euclidean, scope: 'layer' }));
    expect(found.unstable).toBe(1);
    expect([...found.map]).toEqual([0]);
    const clear = await method.map(side, mapContext(other));
    expect(clear.unstable).toBe(0);
  });
});
