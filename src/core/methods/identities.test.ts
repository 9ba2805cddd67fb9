import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arraySide, linearTail, poolingTail, reluTail, type Tail } from '../../testing/array-side.ts';
import { type Features, featurePairs, randomFeatures } from '../../testing/features.ts';
import { MADE_UP_METRIC, MADE_UP_READING } from '../../testing/made-up.ts';
import { type ContextChange, mapContext } from '../../testing/map-context.ts';
import { type MethodCase, methodCases } from '../../testing/method-cases.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { READINGS } from '../cis/index.ts';
import { describeMap } from '../describe-map.ts';
import { meaningOf } from '../meanings.ts';
import { METRICS } from '../metrics/index.ts';
import type { Metric } from '../metrics/metric.ts';
import { objective } from '../objective/objective.ts';
import { random } from '../random.ts';
import { METHODS } from './index.ts';
import type { MapOutcome, Method } from './method.ts';
import { alone, type VectorsPartner } from './objectives-of.ts';
import type { Vectors } from './side.ts';

const cases = methodCases({ metrics: [MADE_UP_METRIC], readings: [MADE_UP_READING] });
const RUNS = { seed: 20_260_101, numRuns: 25 };
/** Of maps that take hundreds of masks each, fewer. */
const runsOf = ({ method }: MethodCase) => (method.kind === 'perturbation' ? { ...RUNS, numRuns: 5 } : RUNS);

/** A tail with 5 embedding channels and places where it is flat. */
function kinkedTail(channels: number): Tail {
  const stream = random(99);
  const normal = () => stream.normal();
  return reluTail(
    Float64Array.from({ length: 5 * channels }, normal),
    Float64Array.from({ length: 5 }, normal),
  );
}

/** The map of `a`, explained by `b`. */
function explain(
  { method, metric, reading, scope }: MethodCase,
  { a, b }: { readonly a: Features; readonly b: Features },
  tail: Tail = poolingTail,
  overrides: ContextChange = {},
): Promise<MapOutcome> {
  const other = arraySide(b.data, b.shape, tail).vectors;
  return method.map(
    arraySide(a.data, a.shape, tail),
    mapContext(other, { metric, reading, scope, ...overrides }),
  );
}

const sum = (values: Float32Array) => values.reduce((total, value) => total + value, 0);
const scaled = ({ data, shape }: Features, factor: number): Features => ({
  shape,
  data: data.map((value) => value * factor),
});
/** A zero map (LayerCAM where every gradient is negative) stays zero. */
const unit = (map: Float32Array) => {
  const length = Math.hypot(...map);
  return map.map((value) => (length > 0 ? value / length : 0));
};
/** Relative error; a zero map is near nothing but another. */
const apart = (out: Float32Array, ref: ArrayLike<number>) =>
  out.every((value, i) => value === ref[i]) ? 0 : relativeError(out, ref);

describe.each(cases)('$name', (each) => {
  it('gives one finite value for every position, and the same ones again', async () => {
    await fc.assert(
      fc.asyncProperty(featurePairs, async (pair) => {
        const tail = kinkedTail(pair.a.shape[2]);
        const { map, cis } = await explain(each, pair, tail);
        expect(map.length).toBe(pair.a.shape[0] * pair.a.shape[1]);
        expect(map.every(Number.isFinite)).toBe(true);
        if (cis) expect(cis.length).toBe(pair.a.shape[2]);
        expect((await explain(each, pair, tail)).map).toEqual(map);
      }),
      { ...RUNS, numRuns: 5 },
    );
  });

  it('gives the same maps for a swapped pair, swapped', async () => {
    const pair = { a: randomFeatures(1, [3, 2, 4]), b: randomFeatures(2, [2, 4, 4]) };
    const both = async (a: Features, b: Features) => [
      await explain(each, { a, b }),
      await explain(each, { a: b, b: a }),
    ];
    expect(await both(pair.b, pair.a)).toEqual((await both(pair.a, pair.b)).reverse());
  });

  it('does not care in which order the channels come', async () => {
    await fc.assert(
      fc.asyncProperty(featurePairs, fc.integer(), async ({ a, b }, seed) => {
        const channels = a.shape[2];
        const order = random(seed).shuffle(Array.from({ length: channels }, (_, k) => k));
        const permuted = ({ data, shape }: Features): Features => ({
          shape,
          data: data.map((_, i) => data[i - (i % channels) + order[i % channels]!]!),
        });
        const before = await explain(each, { a, b });
        const after = await explain(each, { a: permuted(a), b: permuted(b) });
        expect(apart(after.map, before.map)).toBeLessThan(1e-4);
        if (before.cis) {
          expect(
            relativeError(
              after.cis!,
              order.map((k) => before.cis![k]!),
            ),
          ).toBeLessThan(1e-4);
        }
      }),
      runsOf(each),
    );
  });
});

describe.each(cases.filter(({ metric }) => metric.scaleInvariant))('$name', (each) => {
  it('changes by a positive factor at most when one image is scaled', async () => {
    await fc.assert(
      fc.asyncProperty(featurePairs, fc.integer({ min: -8, max: 8 }), async ({ a, b }, exponent) => {
        // A power of two, so that float32 rounds alike.
        const factor = 2 ** exponent;
        const before = unit((await explain(each, { a, b })).map);
        const first = unit((await explain(each, { a: scaled(a, factor), b })).map);
        const second = unit((await explain(each, { a, b: scaled(b, factor) })).map);
        expect(apart(first, before)).toBeLessThan(1e-4);
        expect(apart(second, before)).toBeLessThan(1e-4);
      }),
      runsOf(each),
    );
  });
});

const carried = cases.filter(({ method, scope }) => method.uses.reading && scope === 'final');
describe.each(carried)('$name', (each) => {
  it('has the weights that finite differences through the network give', async () => {
    await fc.assert(
      fc.asyncProperty(featurePairs, async (pair) => {
        const { data, shape } = pair.a;
        const tail = kinkedTail(shape[2]);
        const { cis } = await explain(each, pair, tail);
        const map = Float64Array.from(data);
        const embed = (moved: Float64Array) => tail.embed(moved, shape[2]);
        const f = arraySide(pair.b.data, pair.b.shape, tail).vectors.embedding;
        // Held constant while the map moves, as the contract of a cotangent says.
        const held = each.reading.cotangent(objective(each.metric, [{ vector: f, weight: 1 }]), embed(map));
        const score = (moved: Float64Array) => embed(moved).reduce((s, value, i) => s + value * held[i]!, 0);
        const step = 1e-6;
        cis!.forEach((weight, k) => {
          const moved = (by: number) =>
            score(
              map.map((value, i) =>
                i % shape[2] === k ? value + by * (each.reading.reduction === 'gradient' ? 1 : value) : value,
              ),
            );
          const slope = (moved(step) - moved(-step)) / (2 * step);
          expect(Math.abs(slope - weight)).toBeLessThan(1e-4 * Math.max(1, Math.abs(slope)));
        });
      }),
      RUNS,
    );
  });
});

const slopes = cases.filter(
  ({ method, reading, scope }) => meaningOf(method, reading, { scope, isEmbedding: false }).id === 'slope',
);
describe.each(slopes)('$name', (each) => {
  it('has the sign of what strengthening a place does, also where the network goes on after its layer', async () => {
    const below = each.scope === 'final';
    const pair = { a: randomFeatures(31, [3, 3, 4]), b: randomFeatures(32, [3, 3, 4]) };
    const tail = below ? kinkedTail(4) : poolingTail;
    const { map } = await explain(each, pair, tail);
    const y = arraySide(pair.b.data, pair.b.shape, tail).vectors.embedding;
    const score = (p: number, factor: number) => {
      const moved = Float64Array.from(pair.a.data, (value, i) =>
        Math.floor(i / 4) === p ? factor * value : value,
      );
      return each.metric.similarity(tail.embed(moved, 4), y);
    };
    const step = 1e-6;
    const slope = Float64Array.from(map, (_, p) => (score(p, 1 + step) - score(p, 1 - step)) / (2 * step));
    const most = slope.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
    expect(most).toBeGreaterThan(0);
    slope.forEach((value, p) => {
      if (Math.abs(value) > 1e-3 * most) expect(Math.sign(map[p]!), `cell ${p}`).toBe(Math.sign(value));
    });
  });
});

it('knows maps that are slopes, HiResCAM also below the last layer', () => {
  expect(slopes.map(({ name }) => name)).toContain('hires-cam cosine contribution final');
  expect(slopes.map(({ name }) => name)).not.toContain('grad-cam cosine contribution final');
});

const promising = cases.filter(
  ({ method, reading }) => method.sumsToTotal && (reading.sumsToTotal || !method.uses.reading),
);
describe.each(promising)('$name', (each) => {
  it('adds up to the total', async () => {
    await fc.assert(
      fc.asyncProperty(featurePairs, async (pair) => {
        const { cis, map } = await explain(each, pair);
        const [x, y] = [pair.a, pair.b].map(({ data, shape }) => arraySide(data, shape).vectors.pooled);
        expect(sum(cis ?? map)).toBeCloseTo(each.metric.total(x!, y!), 4);
      }),
      RUNS,
    );
  });
});

it('promises that something adds up', () => {
  expect(new Set(promising.map(({ method }) => method.id))).toContain('decomposition');
  expect(new Set(promising.map(({ method }) => method.id))).toContain('sfam');
});

describe.each(
  cases.filter(({ method: { id }, metric }) => id === 'grad-cam' && metric.id === 'cosine'),
)('$name', (each) => {
  it('sums to zero at a pooled layer', async () => {
    await fc.assert(
      fc.asyncProperty(featurePairs, async (pair) => {
        expect(sum((await explain(each, pair)).map)).toBeCloseTo(0, 5);
      }),
      RUNS,
    );
  });
});

/** Every map that is made of nothing but ∂S/∂e or ∂S/∂x. */
const ofGradients = cases.filter(
  ({ method, reading }) =>
    ['grad-cam', 'hires-cam', 'layer-cam'].includes(method.id) ||
    (method.id === 'sfam' && [READINGS.gradient, MADE_UP_READING].includes(reading)),
);

describe.each(ofGradients)('identical images, $name', (each) => {
  const vanishes = async (pair: { readonly a: Features; readonly b: Features }) => {
    const { cis, map } = await explain(each, pair, kinkedTail(pair.a.shape[2]));
    expect([...(cis ?? []), ...map].every((value) => value === 0)).toBe(true);
    const [height, width] = pair.a.shape;
    const sense = meaningOf(each.method, each.reading, { scope: each.scope, isEmbedding: false });
    const words = describeMap({
      data: map,
      height,
      width,
      identical: true,
      sense: { id: sense.id, ends: sense.ends('the score', 'the score') },
    });
    expect(words).toContain('zero everywhere');
  };

  it('have no gradient, and words that say so', async () => {
    await fc.assert(
      fc.asyncProperty(featurePairs, ({ a }) => vanishes({ a, b: a })),
      RUNS,
    );
  });

  it('have none either where two passes rounded differently', async () => {
    await fc.assert(
      fc.asyncProperty(featurePairs, fc.integer(), async ({ a }, seed) => {
        const stream = random(seed);
        // Up to an ulp of float32, as between a batch of two and a batch of one.
        const data = a.data.map((value) => value * (1 + (2 * stream.uniform() - 1) * 2 ** -23));
        await vanishes({ a, b: { ...a, data } });
      }),
      RUNS,
    );
  });
});

it('knows every method that is made of gradients', () => {
  expect(new Set(ofGradients.map(({ method }) => method.id)).size).toBe(4);
});

describe.each(Object.values<Method>(METHODS))('$id says truly what it uses:', (method) => {
  const pair = { a: randomFeatures(5, [3, 3, 4]), b: randomFeatures(6, [3, 3, 4]) };
  const stranger = { a: pair.a, b: randomFeatures(7, [3, 3, 4]) };
  const tail = kinkedTail(4);
  const base: MethodCase = {
    name: '',
    method,
    metric: METRICS.cosine,
    reading: READINGS.contribution,
    scope: method.uses.scopes[0] ?? 'final',
    linear: method.linear,
  };
  const mapOf = async (change: Partial<MethodCase>, images = pair) =>
    (await explain({ ...base, ...change }, images, tail)).map;
  const differs = async (change: Partial<MethodCase>, images = pair) =>
    apart(unit(await mapOf(change, images)), unit(await mapOf({}))) > 1e-3;

  it('the metric and the other image', async () => {
    expect(await differs({ metric: METRICS.euclidean })).toBe(method.uses.metric);
    expect(await differs({}, stranger)).toBe(method.uses.metric);
  });

  it('the reading', async () => {
    expect(await differs({ reading: READINGS.gradient })).toBe(method.uses.reading);
  });

  it('the scope', async () => {
    expect(await differs({ scope: 'layer' })).toBe(method.uses.scopes.length > 1);
  });
});

const linear = cases.filter((each) => each.linear);
describe.each(linear)('$name, against a list of partners', (each) => {
  const tail = kinkedTail(4);
  const features = [11, 12, 13, 14].map((seed) => randomFeatures(seed, [3, 3, 4]));
  const [image, ...partners] = features as [Features, Features, Features, Features];
  const vectors = partners.map(({ data, shape }) => arraySide(data, shape, tail).vectors);
  const [P, N] = vectors as [Vectors, Vectors];
  const mapOf = async (list: readonly VectorsPartner[]) => {
    const { metric, reading, scope } = each;
    return (
      await each.method.map(
        arraySide(image.data, image.shape, tail),
        mapContext(list, { metric, reading, scope }),
      )
    ).map;
  };
  const gross = (map: Float32Array) => map.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

  it('is linear in the weights', async () => {
    const of = (weights: readonly number[]) =>
      mapOf(vectors.map((vector, i) => ({ vectors: vector, weight: weights[i]! })));
    const [one, two, both] = await Promise.all([of([1, -0.5, 2]), of([0.25, 3, -1]), of([1.5, 5.5, 0])]);
    expect(
      apart(
        both,
        one.map((value, p) => value + 2 * two[p]!),
      ),
    ).toBeLessThan(1e-5);
  });

  it('turns into its negative where nearer and further change places', async () => {
    const triplet = (near: Vectors, far: Vectors) =>
      mapOf([
        { vectors: near, weight: 1 },
        { vectors: far, weight: -1 },
      ]);
    const [there, back] = await Promise.all([triplet(P, N), triplet(N, P)]);
    expect(gross(there)).toBeGreaterThan(0);
    expect(
      apart(
        back,
        there.map((value) => 0 - value),
      ),
    ).toBeLessThan(1e-5);
  });

  it('is zero against the partner itself', async () => {
    const plain = await mapOf(alone(P));
    const against = await mapOf([...alone(P), { vectors: P, weight: -1 }]);
    expect(gross(against)).toBeLessThan(1e-6 * gross(plain));
  });
});

it('knows methods that are linear, and some that are not', () => {
  const ids = (some: readonly MethodCase[]) => new Set(some.map(({ method }) => method.id));
  expect([...ids(linear)]).toEqual(
    expect.arrayContaining(['sfam', 'decomposition', 'silencing', 'occlusion']),
  );
  for (const id of ['layer-cam', 'eigen-cam', 'random'] as const) expect(ids(linear)).not.toContain(id);
});

describe.each([true, false])('behind a linear head, normalised: %s', (normalised) => {
  const stream = random(5);
  const weights = Float64Array.from({ length: 12 }, () => stream.normal());
  const tail = linearTail(weights, new Float64Array(3), normalised);
  const [a, b] = [randomFeatures(21, [2, 3, 4]), randomFeatures(22, [3, 2, 4])];
  const e = arraySide(a.data, a.shape, tail).vectors;
  const f = arraySide(b.data, b.shape, tail).vectors;

  it.each(
    Object.values<Metric>(METRICS),
  )('without a bias, channel weights add up to the total under $id', async (metric) => {
    const { cis } = await explain(
      { ...cases[0]!, method: METHODS.sfam, metric, scope: 'final' },
      { a, b },
      tail,
    );
    expect(sum(cis!)).toBeCloseTo(metric.total(e.embedding, f.embedding), 4);
  });
});
