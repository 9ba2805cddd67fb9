import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arraySide } from '../testing/array-side.ts';
import { featurePairs } from '../testing/features.ts';
import { difference } from './difference.ts';
import { METRICS } from './metrics/index.ts';

it('works out by hand', () => {
  // x = (3, 4), y = (4, 3): cos = 24/25; x̂ − ŷ = (−0.2, 0.2).
  const apart = difference('cosine', [3, 4], [4, 3], 2);
  expect(apart.total).toBeCloseTo(1 / 25, 12);
  expect([...apart.parts]).toEqual([expect.closeTo(0.02, 12), expect.closeTo(0.02, 12)]);
  expect([...apart.weights]).toEqual([expect.closeTo(0.02, 6), expect.closeTo(-0.02, 6)]);
  expect([...difference('euclidean', [3, 4], [4, 6], 1).parts]).toEqual([1, 4]);
});

it('adds up over channels and over places', async () => {
  await fc.assert(
    fc.asyncProperty(featurePairs, async (pair) => {
      const [a, b] = [pair.a, pair.b].map(({ data, shape }) => arraySide(data, shape));
      const cells = (side: typeof a) => side!.shape[0] * side!.shape[1];
      const [x, y] = [a!.vectors.pooled, b!.vectors.pooled];
      const places = async (metric: 'cosine' | 'euclidean') => {
        const ofA = await a!.weighted(difference(metric, x, y, cells(a)).weights);
        const ofB = await b!.weighted(difference(metric, y, x, cells(b)).weights);
        return [ofA, ofB].map((map) => map.reduce((sum, v) => sum + v, 0));
      };
      const missing = 1 - METRICS.cosine.similarity(x, y);
      expect(difference('cosine', x, y, 1).total).toBeCloseTo(missing, 5);
      const [cosineA, cosineB] = await places('cosine');
      expect(cosineA).toBeCloseTo(-missing, 4);
      expect(cosineB).toBeCloseTo(-missing, 4);
      const squared = METRICS.euclidean.similarity(x, y) ** 2;
      expect(difference('euclidean', x, y, 1).total).toBeCloseTo(squared, 5);
      const [euclideanA, euclideanB] = await places('euclidean');
      expect(euclideanA! + euclideanB!).toBeCloseTo(-squared, 3);
    }),
    { seed: 7, numRuns: 30 },
  );
});

it('finds nothing between a vector and itself', () => {
  const { total, weights } = difference('cosine', [1, 2, 3], [1, 2, 3], 4);
  expect(total).toBe(0);
  expect(weights.every((w) => w === 0)).toBe(true);
});
