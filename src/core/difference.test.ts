import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arraySide } from '../testing/array-side.ts';
import { featurePairs } from '../testing/features.ts';
import { MADE_UP_METRIC } from '../testing/made-up.ts';
import { difference } from './difference.ts';
import { METRICS } from './metrics/index.ts';
import type { Metric } from './metrics/metric.ts';

const { cosine, euclidean } = METRICS;

it('works out by hand', () => {
  // x = (3, 4), y = (4, 3): cos = 24/25; x̂ − ŷ = (−0.2, 0.2); ½ · 0.2 / 5 = 0.02, over two positions 0.01.
  const apart = difference(cosine, [3, 4], [4, 3], 2);
  expect(apart.total).toBeCloseTo(1 / 25, 12);
  expect([...apart.parts]).toEqual([expect.closeTo(0.02, 12), expect.closeTo(0.02, 12)]);
  expect([...apart.weights]).toEqual([expect.closeTo(0.01, 6), expect.closeTo(-0.01, 6)]);
  expect([...difference(euclidean, [3, 4], [4, 6], 1).parts]).toEqual([1, 4]);
});

it('is what the formulas of the two metrics say', () => {
  fc.assert(
    fc.property(featurePairs, ({ a, b }) => {
      const [x, y] = [a, b].map(({ data, shape }) => arraySide(data, shape).vectors.pooled);
      expect(difference(cosine, x!, y!, 1).total).toBeCloseTo(1 - cosine.similarity(x!, y!), 5);
      expect(difference(euclidean, x!, y!, 1).total).toBeCloseTo(euclidean.similarity(x!, y!) ** 2, 5);
    }),
    { seed: 7, numRuns: 30 },
  );
});

describe.each([...Object.values<Metric>(METRICS), MADE_UP_METRIC])('under $id', (metric) => {
  it('adds up over the places of both images', async () => {
    await fc.assert(
      fc.asyncProperty(featurePairs, async (pair) => {
        const [a, b] = [pair.a, pair.b].map(({ data, shape }) => arraySide(data, shape));
        const cells = (side: typeof a) => side!.shape[0] * side!.shape[1];
        const [x, y] = [a!.vectors.pooled, b!.vectors.pooled];
        const ofA = await a!.weighted(difference(metric, x, y, cells(a)).weights);
        const ofB = await b!.weighted(difference(metric, y, x, cells(b)).weights);
        const sum = [...ofA, ...ofB].reduce((total, value) => total + value, 0);
        expect(sum).toBeCloseTo(-difference(metric, x, y, 1).total, 3);
      }),
      { seed: 7, numRuns: 30 },
    );
  });

  it('finds nothing between a vector and itself', () => {
    const { total, weights } = difference(metric, [1, 2, 3], [1, 2, 3], 4);
    expect(total).toBe(0);
    expect(weights.every((w) => w === 0)).toBe(true);
  });

  it('finds nothing where rounding is all the difference', () => {
    const { total, parts, weights } = difference(metric, [1 + 2 ** -23, 2, 3 - 2 ** -22], [1, 2, 3], 4);
    expect(total).toBe(0);
    expect([...parts, ...weights].every((value) => value === 0)).toBe(true);
  });
});
