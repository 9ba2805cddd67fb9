import { describe, expect, it } from 'vitest';
import { arraySide, poolingTail, reluTail, type Tail } from '../testing/array-side.ts';
import { randomFeatures } from '../testing/features.ts';
import { mapContext } from '../testing/map-context.ts';
import { type MethodCase, methodCases } from '../testing/method-cases.ts';
import { relativeError } from '../testing/relative-error.ts';
import { type Coincidence, coincidences } from './coincidences.ts';

const CHANNELS = 5;
const a = randomFeatures(11, [3, 4, CHANNELS]);
const b = randomFeatures(12, [3, 4, CHANNELS]);
const cells = 12;
const below = reluTail(
  randomFeatures(13, [1, 4, CHANNELS]).data as unknown as Float64Array,
  Float64Array.from(randomFeatures(14, [1, 1, 4]).data),
);

async function mapOf({ method, metric, reading, scope }: MethodCase, tail: Tail): Promise<Float32Array> {
  const other = arraySide(b.data, b.shape, tail).vectors;
  const context = mapContext(other, { metric, reading, scope });
  return (await method.map(arraySide(a.data, a.shape, tail), context)).map;
}

/** The factor k with `two = k · one`, or null where the maps are not parallel. */
function factorOf(one: Float32Array, two: Float32Array): number | null {
  const dot = one.reduce((sum, v, i) => sum + v * two[i]!, 0);
  const factor = dot / one.reduce((sum, v) => sum + v * v, 0);
  return relativeError(
    one.map((v) => v * factor),
    two,
  ) < 1e-5
    ? factor
    : null;
}

const named = ({ method, reading }: MethodCase): string =>
  method.uses.reading ? `${method.id} ${reading.id}` : method.id;
const claimed = ({ method, reading }: Coincidence): string => (reading ? `${method} ${reading}` : method);

describe.each([
  { where: 'the embedding’s own layer', tail: poolingTail, isEmbedding: true },
  { where: 'a layer below', tail: below, isEmbedding: false },
])('at $where', ({ tail, isEmbedding }) => {
  // Methods with one scope only are compared with those of the scope they explain.
  const all = methodCases();
  it.each(all)('$name: claims every map that equals it, and no other', async (each) => {
    const facts = { method: each.method.id, reading: each.reading.id, scope: each.scope, isEmbedding, cells };
    const claims = new Map(coincidences(facts).map((one) => [claimed(one), one.factor]));
    const onlyHere = new Map(coincidences(facts).map((one) => [claimed(one), one.onlyHere]));
    const below = coincidences({ ...facts, scope: 'final', isEmbedding: false });
    const elsewhere = new Set(below.map(claimed));
    const mine = await mapOf(each, tail);
    for (const other of all) {
      if (other.metric !== each.metric || other.scope !== each.scope || named(other) === named(each))
        continue;
      const factor = factorOf(mine, await mapOf(other, tail));
      const claim = claims.get(named(other)) ?? null;
      expect(onlyHere.get(named(other)) ?? false, named(other)).toBe(
        claim !== null && !elsewhere.has(named(other)),
      );
      if (factor === null) expect(claim, named(other)).toBeNull();
      else expect(claim, named(other)).toBeCloseTo(factor, 5);
    }
  });

  it('the two scopes give one map just where this layer is averaged into the embedding', async () => {
    for (const each of all.filter(
      ({ method, scope }) => method.uses.scopes.length > 1 && scope === 'final',
    )) {
      const factor = factorOf(await mapOf(each, tail), await mapOf({ ...each, scope: 'layer' }, tail));
      if (isEmbedding) expect(factor, each.name).toBeCloseTo(1, 6);
      else expect(factor, each.name).toBeNull();
    }
  });
});
