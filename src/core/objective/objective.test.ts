import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../../testing/golden/objective.json' with { type: 'json' };
import { MADE_UP_METRIC } from '../../testing/made-up.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { READINGS } from '../cis/index.ts';
import { type Reading, scoreChannels } from '../cis/reading.ts';
import { ledger } from '../ledger.ts';
import { METRICS } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { random } from '../random.ts';
import { atMost } from './at-most.ts';
import { type Objective, objective, type Partner, sumOver } from './objective.ts';
import { throughNorm } from './through-norm.ts';

/** The golden holds twelve decimals. */
const DIGITS = 9;
const READING_IDS = ['contribution', 'normalized', 'gradient'] as const;
const pooled: Readonly<Record<string, readonly number[]>> = golden.pooled;
const cells: number[][] = golden.features.A.flat();

function vectorOf(name: string): number[] {
  const members = /^mean\((.*)\)$/.exec(name)?.[1]?.split(',') ?? [name];
  return pooled[members[0]!]!.map(
    (_, k) => members.reduce((sum, member) => sum + pooled[member]![k]!, 0) / members.length,
  );
}

const weigh = (weights: Float64Array) =>
  cells.map((cell) => cell.reduce((sum, value, k) => sum + weights[k]! * value, 0));

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, DIGITS);
}

describe.each(golden.cases)('the worked $objective under $metric', ({ metric, partners, ...expected }) => {
  const against = objective(
    METRICS[metric as keyof typeof METRICS],
    partners.map(({ vector, weight }) => ({ vector: vectorOf(vector), weight })),
  );
  const x = pooled['A']!;

  it('has its value and its total', () => {
    expect(against.value(x)).toBeCloseTo(expected.value, DIGITS);
    expect(against.total(x)).toBeCloseTo(expected.total, DIGITS);
  });

  it.each(READING_IDS)('has the %s CIS and map', (id) => {
    const cis = scoreChannels(READINGS[id], against, x);
    expectClose(cis, expected.cis[id]);
    expectClose(weigh(cis), expected.map[id].flat());
  });

  it('has the decomposition', () => {
    const held = against.heldCotangent(x);
    expectClose(weigh(held.map((value) => value / cells.length)), expected.decomposition.flat());
  });
});

describe.each(
  golden.head.cases,
)('the worked $objective under $metric behind a linear head, normalised: $normalised', ({
  metric,
  normalised,
  ...expected
}) => {
  const { W, b } = golden.head;
  const head = (x: readonly number[]) =>
    b.map((b, i) => x.reduce((sum, value, k) => sum + W[i]![k]! * value, b));
  const embed = (x: readonly number[]) => {
    const u = head(x);
    const norm = Math.hypot(...u);
    return normalised ? { e: u.map((value) => value / norm), norm } : { e: u, norm: undefined };
  };
  const { e, norm } = embed(pooled['A']!);
  const weights = { pair: { B: 1 }, triplet: { B: 1, C: -1 } }[expected.objective as 'pair' | 'triplet'];
  const against = objective(
    METRICS[metric as keyof typeof METRICS],
    Object.entries(weights).map(([name, weight]) => ({ vector: embed(pooled[name]!).e, weight })),
  );
  /** `[K]`: the cotangent at the embedding, carried back to the pooled layer. */
  const carried = (reading: Reading) => {
    const c = throughNorm(reading.cotangent(against, e), reading.throughNorm, e, norm);
    return Float64Array.from(pooled['A']!, (value, k) => {
      const gradient = W.reduce((sum, row, i) => sum + c[i]! * row[k]!, 0);
      return reading.reduction === 'gradient' ? gradient : gradient * value;
    });
  };

  it('has its value, and parts that make up its total with that of the bias', () => {
    expect(against.value(e)).toBeCloseTo(expected.value, DIGITS);
    expect(against.total(e)).toBeCloseTo(expected.total, DIGITS);
    const { sum } = ledger(carried(READINGS.contribution), 0);
    expect(sum + expected.biasPart).toBeCloseTo(expected.total, DIGITS);
  });

  it.each(READING_IDS)('has the %s CIS and map', (id) => {
    expectClose(carried(READINGS[id]), expected.cis[id]);
    expectClose(weigh(carried(READINGS[id])), expected.map[id].flat());
  });
});

const lists = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    channels: fc.integer({ min: 2, max: 6 }),
    count: fc.integer({ min: 2, max: 5 }),
  })
  .map(({ seed, channels, count }) => {
    const stream = random(seed);
    const vector = () => Float64Array.from({ length: channels }, () => 0.5 + stream.normal());
    const weights = () => Array.from({ length: count }, () => stream.normal());
    return { x: vector(), vectors: Array.from({ length: count }, vector), one: weights(), two: weights() };
  });
/** Everything an objective says of x. */
const facts = (of: Objective, x: Float64Array) => [
  of.value(x),
  of.total(x),
  ...of.gradient(x),
  ...of.heldCotangent(x),
  ...of.terms(x),
];
const RUNS = { seed: 20_260_101, numRuns: 100 };

describe.each([...Object.values<Metric>(METRICS), MADE_UP_METRIC])('under $id', (metric) => {
  const weighted = (vectors: readonly Float64Array[], weights: readonly number[]): Partner[] =>
    vectors.map((vector, i) => ({ vector, weight: weights[i]! }));

  it('an objective is linear in its weights', () => {
    fc.assert(
      fc.property(lists, ({ x, vectors, one, two }) => {
        const of = (weights: readonly number[]) => facts(objective(metric, weighted(vectors, weights)), x);
        const [first, second] = [of(one), of(two)];
        const both = of(one.map((weight, i) => 2 * weight - 3 * two[i]!));
        expect(
          relativeError(
            both,
            first.map((value, i) => 2 * value - 3 * second[i]!),
          ),
        ).toBeLessThan(1e-9);
      }),
      RUNS,
    );
  });

  it('a list that is gathered says what the sums over it say', () => {
    fc.assert(
      fc.property(lists, ({ x, vectors, one }) => {
        const partners = weighted(vectors, one);
        expect(
          relativeError(facts(objective(metric, partners), x), facts(sumOver(metric, partners), x)),
        ).toBeLessThan(1e-9);
      }),
      RUNS,
    );
  });

  it('a held cotangent adds up to the total', () => {
    fc.assert(
      fc.property(lists, ({ x, vectors, one }) => {
        const against = objective(metric, weighted(vectors, one));
        const sum = against.heldCotangent(x).reduce((s, value, k) => s + value * x[k]!, 0);
        expect(sum).toBeCloseTo(against.total(x), 8);
      }),
      RUNS,
    );
  });

  it('a vector against itself and against nothing leaves nothing', () => {
    const [x, y] = [Float64Array.of(1, 2, 3), Float64Array.of(2, 1, 4)];
    const against = objective(metric, weighted([y, y], [1, -1]));
    for (const value of facts(against, x)) expect(value).toBeCloseTo(0, 12);
    for (const value of facts(objective(metric, []), x)) expect(value).toBe(0);
  });
});

it('has no cosine with a vector of zeros in the list', () => {
  const partners = [
    { vector: [1, 2], weight: 1 },
    { vector: [0, 0], weight: -1 },
  ];
  expect(objective(METRICS.cosine, partners).value([1, 1])).toBeNaN();
});

describe('a list that is too long', () => {
  const stream = random(7);
  const list = Array.from({ length: 1001 }, (_, i) => ({
    vector: [stream.normal(), stream.normal()],
    weight: i === 0 ? 1 : -1 / 1000,
  }));
  const weightOf = (some: readonly Partner[], sign: 1 | -1) =>
    some.reduce((sum, { weight }) => sum + (sign * weight > 0 ? weight : 0), 0);

  it('is drawn from with a fixed seed, each side keeping its weight', () => {
    const drawn = atMost(list, 256);
    expect(drawn).toHaveLength(256);
    expect(drawn).toContainEqual(list[0]);
    for (const sign of [1, -1] as const) expect(weightOf(drawn, sign)).toBeCloseTo(weightOf(list, sign), 12);
    expect(atMost(list, 256)).toEqual(drawn);
  });

  it('is drawn from on both sides where both are long', () => {
    const even = list.map((partner, i) => ({ ...partner, weight: i % 2 ? 1 : -1 }));
    const drawn = atMost(even, 256);
    expect(drawn).toHaveLength(256);
    for (const sign of [1, -1] as const) expect(weightOf(drawn, sign)).toBeCloseTo(weightOf(even, sign), 9);
  });

  it('is left alone where it is short', () => {
    expect(atMost(list, 2000)).toBe(list);
  });
});
