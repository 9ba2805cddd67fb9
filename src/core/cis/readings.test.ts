import { describe, expect, it } from 'vitest';
import toy from '../../testing/golden/toy.json' with { type: 'json' };
import { goldenModel } from '../../testing/golden-model.ts';
import { MADE_UP_METRIC, MADE_UP_READING } from '../../testing/made-up.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { METRICS } from '../metrics/index.ts';
import type { Metric, Vector } from '../metrics/metric.ts';
import { objective } from '../objective/objective.ts';
import { READINGS } from './index.ts';
import { type Reading, scoreChannels } from './reading.ts';

const cases = Object.values<Metric>(METRICS).flatMap((metric) =>
  Object.values<Reading>(READINGS).map((reading) => ({ metric, reading })),
);

/** The CIS of x against y alone. */
const score = (reading: Reading, metric: Metric, x: Vector, y: Vector) =>
  scoreChannels(reading, objective(metric, [{ vector: y, weight: 1 }]), x);

function expectClose(actual: Float64Array, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [k, value] of expected.entries()) expect(actual[k]).toBeCloseTo(value, 11);
}

describe.each(cases)('$reading.id of $metric.id', ({ metric, reading }) => {
  it('is that of the worked example', () => {
    const { a, b } = toy.pooled;
    const golden = toy.metrics[metric.id];
    expect(metric.similarity(a, b)).toBeCloseTo(golden.similarity, 11);
    expectClose(score(reading, metric, a, b), golden.a.cis[reading.id]);
    expectClose(score(reading, metric, b, a), golden.b.cis[reading.id]);
  });

  it.each([
    'objects',
    'faces',
  ] as const)('is that of %s at the last layer, where x is the embedding', (id) => {
    const golden = goldenModel(id);
    const { a, b } = golden.embedding;
    const { layerScope } = golden.layers[0]!;
    expect(metric.similarity(a, b)).toBeCloseTo(golden.similarity[metric.id], 6);
    const { cis } = layerScope[metric.id];
    // The embeddings and the CIS are stored with nine digits.
    expect(relativeError(score(reading, metric, a, b), cis[reading.id]!.a)).toBeLessThan(1e-6);
    expect(relativeError(score(reading, metric, b, a), cis[reading.id]!.b)).toBeLessThan(1e-6);
  });
});

describe.each([...Object.values<Metric>(METRICS), MADE_UP_METRIC])('under $id', (metric) => {
  it.each([
    ...Object.values<Reading>(READINGS),
    MADE_UP_READING,
  ])('$id says whether it sums to the total, and how it is written', (reading) => {
    const [x, y] = [
      [1, 2, 3.5],
      [3, 1, 2],
    ];
    const sum = score(reading, metric, x, y).reduce((s, value) => s + value, 0);
    expect(Math.abs(sum - metric.total(x, y)) < 1e-9).toBe(reading.sumsToTotal);
    for (const at of ['pooled', 'below'] as const) expect(reading.formula(metric, at)).toContain('CIS_k = ');
  });
});

describe.each(Object.values<Metric>(METRICS))('under $id', (metric) => {
  it('contribution sums to the total, from the golden embeddings too', () => {
    for (const id of ['objects', 'faces'] as const) {
      const golden = goldenModel(id);
      const { a, b } = golden.embedding;
      const { cisSum } = golden.layers[0]!.embeddingScope[metric.id];
      const sum = (reading: Reading) => score(reading, metric, a, b).reduce((s, value) => s + value, 0);
      expect(sum(READINGS.contribution)).toBeCloseTo(metric.total(a, b), 9);
      expect(sum(READINGS.contribution)).toBeCloseTo(cisSum.contribution.a, 5);
      expect(sum(READINGS.gradient)).toBeCloseTo(cisSum.gradient.a, 5);
    }
  });

  it('normalized spans exactly [0, 1], and is zero where no channel stands out', () => {
    const cis = score(READINGS.normalized, metric, [1, 2, 3], [3, 1, 2]);
    expect(Math.min(...cis)).toBe(0);
    expect(Math.max(...cis)).toBe(1);
    expect([...score(READINGS.normalized, metric, [2, 2], [1, 1])]).toEqual([0, 0]);
  });

  it('normalized does not blow rounding up to a full scale where the images are the same', () => {
    const x = [1, 2, 3];
    const again = [1 + 2 ** -23, 2, 3 - 2 ** -22];
    const [exact, rounded] = [x, again].map((y) => score(READINGS.normalized, metric, y, x));
    for (const [k, value] of exact!.entries()) expect(rounded![k]).toBeCloseTo(value, 5);
  });
});
