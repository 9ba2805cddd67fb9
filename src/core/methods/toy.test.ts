import { describe, expect, it } from 'vitest';
import { arraySide } from '../../testing/array-side.ts';
import toy from '../../testing/golden/toy.json' with { type: 'json' };
import { mapContext } from '../../testing/map-context.ts';
import { READINGS } from '../cis/index.ts';
import type { Reading } from '../cis/reading.ts';
import { METRICS } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { METHODS } from './index.ts';
import type { MapOutcome, MethodId } from './method.ts';
import { pointPairs } from './point-pairs.ts';
import { pointToPoint } from './point-to-point.ts';
import type { Scope } from './side.ts';
import { strongestPairs } from './strongest-pairs.ts';

/** The golden's arrays are `[row][column][k]`: their means over the first two indices are its `pooled`. */
const sides = {
  a: arraySide(toy.A.flat(2), [2, 2, 2]),
  b: arraySide(toy.B.flat(2), [2, 2, 2]),
};
const SLOTS = ['a', 'b'] as const;
const GRADIENT_MAPS = { 'grad-cam': 'gradCam', 'hires-cam': 'hiResCam', 'layer-cam': 'layerCam' } as const;

const run = (slot: 'a' | 'b', id: MethodId, metric: Metric, scope: Scope, reading: Reading) =>
  METHODS[id].map(
    sides[slot],
    mapContext(sides[slot === 'a' ? 'b' : 'a'].vectors, { metric, scope, reading }),
  );

/** Float32 leaves seven digits; the largest value here is 48. */
function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 5);
}

describe.each(Object.values<Metric>(METRICS))('the worked example under $id', (metric) => {
  it.each(SLOTS)('of image %s: SFAM in every reading and scope', async (slot) => {
    const golden = toy.metrics[metric.id][slot];
    for (const reading of Object.values<Reading>(READINGS)) {
      // The map is the last layer, so the two scopes coincide.
      for (const scope of ['layer', 'final'] as const) {
        const { cis, map }: MapOutcome = await run(slot, 'sfam', metric, scope, reading);
        expectClose(cis!, golden.cis[reading.id]);
        expectClose(map, golden.sfam[reading.id].flat());
      }
    }
  });

  it.each(SLOTS)('of image %s: decomposition', async (slot) => {
    const { map } = await run(slot, 'decomposition', metric, 'layer', READINGS.contribution);
    expectClose(map, toy.metrics[metric.id][slot].decomposition.flat());
  });

  it.each(SLOTS)('of image %s: the gradient maps', async (slot) => {
    for (const [id, key] of Object.entries(GRADIENT_MAPS)) {
      for (const scope of ['layer', 'final'] as const) {
        const { map } = await run(slot, id as keyof typeof GRADIENT_MAPS, metric, scope, READINGS.gradient);
        expectClose(map, toy.metrics[metric.id][slot][key].flat());
      }
    }
  });
});

describe('point to point', () => {
  /** `[row, column]` of A by `[row, column]` of B. */
  const table: number[][][][] = toy.pointToPoint.cosine;
  const golden = table.flat().map((ofPoint) => ofPoint.flat());

  it('shows the evidence for each point of A in B', async () => {
    for (const [p, expected] of golden.entries()) {
      const point = await sides.a.at(p);
      const weights = pointToPoint(point, sides.a.vectors.pooled, sides.b.vectors.pooled, 4, 4);
      expectClose(await sides.b.weighted(weights), expected);
    }
  });

  it('finds all pairs, which sum to the cosine, and the strongest of them', () => {
    const pairs = pointPairs(Float32Array.from(toy.A.flat(2)), Float32Array.from(toy.B.flat(2)), 2);
    expectClose(pairs.matrix, golden.flat());
    expect(pairs.total).toBeCloseTo(toy.metrics.cosine.similarity, 6);
    // A[3]·B[q] is 24 for q = 0, 2, 3 (0.147); all others are 8 or 0. The fourth is the first 8.
    const found = strongestPairs(pairs.matrix, 4, { count: 4, order: 'strongest', once: false });
    expect(found.map(({ p, q }) => [p, q])).toEqual([
      [3, 0],
      [3, 2],
      [3, 3],
      [0, 0],
    ]);
  });
});
