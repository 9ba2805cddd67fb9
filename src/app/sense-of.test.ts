import { beforeAll, describe, expect, it } from 'vitest';
import { READINGS } from '../core/cis/index.ts';
import { describeMap } from '../core/describe-map.ts';
import { objectivesOf } from '../core/methods/objectives-of.ts';
import type { Vectors } from '../core/methods/side.ts';
import { METRICS } from '../core/metrics/index.ts';
import { BUILT_IN } from '../core/models/index.ts';
import type { BuiltInId } from '../core/models/model.ts';
import type { Objective } from '../core/objective/objective.ts';
import { signAgreement } from '../core/sign-agreement.ts';
import type { MapReply } from '../engine/api.ts';
import { type MethodCase, methodCases } from '../testing/method-cases.ts';
import { formulaInputs, wasmEngine } from '../testing/node-engine.ts';
import { senseOf } from './sense-of.ts';
import { DEFAULT_SETTINGS } from './settings.ts';

/** Masked copies are held to their words in core/methods/perturbation.test.ts: here it would be hundreds of passes. */
const cases = methodCases().filter(
  ({ method, scope }) =>
    method.kind !== 'perturbation' &&
    // One similarity is all that some methods explain.
    (scope === 'layer' || method.uses.scopes.length < 2),
);

/** Whom A is explained against. `negative`: its features are the negative of B's; `identical`: its own. */
type Pair = 'another' | 'identical' | 'negative';

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
const largest = (values: ArrayLike<number>) =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** The features of one image at a layer, and the map in question. */
interface Facts {
  readonly features: Float32Array;
  readonly x: Float64Array;
  readonly positions: number;
  readonly objective: Objective;
  readonly reply: MapReply;
}

/** x with the features of cell p multiplied by `factor` before pooling: 0 silences it. */
function withCell({ features, x, positions }: Facts, p: number, factor: number): Float64Array {
  return x.map((value, k) => value + ((factor - 1) * features[p * x.length + k]!) / positions);
}

/** What the network's own features do, in double precision, against what the words say of the map. */
function keepsItsWord(id: string, facts: Facts): void {
  const { features, x, positions, objective, reply } = facts;
  const { map, cis } = reply;
  const channels = x.length;
  const cells = Array.from({ length: positions }, (_, p) => p);
  const scale = largest(map);
  const near = (value: number, expected: number, size: number) =>
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-4 * Math.max(size, 1e-12));
  const total = objective.total(x);
  switch (id) {
    case 'share': {
      near(sum(map), total, sum(map.map(Math.abs)));
      // The share of a place: what the total loses with the place, all norms held.
      const held = objective.heldCotangent(x);
      for (const p of cells) {
        const without = withCell(facts, p, 0);
        near(map[p]!, sum(held.map((c, k) => c * (x[k]! - without[k]!))), scale);
      }
      return;
    }
    case 'weighted-share': {
      near(sum(cis!), total, sum(cis!.map(Math.abs)));
      for (const p of cells)
        near(map[p]!, sum(cis!.map((weight, k) => weight * features[p * channels + k]!)), scale);
      // “The values of the map do not”: N times Σ_k CIS_k x_k is another number.
      expect(Math.abs(sum(map) - total)).toBeGreaterThan(1e-3 * Math.abs(total));
      return;
    }
    case 'relevance': {
      const held = objective.heldCotangent(x);
      cis!.forEach((weight, k) => {
        const fires = cells.some((p) => features[p * channels + k]! > 0);
        near(weight * positions, fires ? x[k]! * held[k]! : 0, Math.abs(total));
      });
      for (const p of cells)
        near(map[p]!, sum(cis!.map((weight, k) => weight * features[p * channels + k]!)), scale);
      return;
    }
    case 'slope': {
      for (const p of cells) {
        if (Math.abs(map[p]!) < 1e-3 * scale) continue;
        const by = 1e-4;
        const slope =
          objective.value(withCell(facts, p, 1 + by)) - objective.value(withCell(facts, p, 1 - by));
        expect(Math.sign(slope), `cell ${p}`).toBe(Math.sign(map[p]!));
      }
      return;
    }
    case 'activation': {
      if (cis) expect(Math.min(...cis)).toBeGreaterThanOrEqual(0);
      for (const p of cells) {
        const least = Math.min(...features.subarray(p * channels, (p + 1) * channels));
        if (least >= 0) expect(map[p]!).toBeGreaterThanOrEqual(-1e-6 * scale);
      }
      return;
    }
    case 'loss': {
      const whole = objective.value(x);
      const losses = cells.map((p) => whole - objective.value(withCell(facts, p, 0)));
      for (const p of cells) near(map[p]!, losses[p]!, Math.max(scale, 1e-3 * Math.abs(whole)));
      return;
    }
    default:
      expect(['none', 'open', 'unsigned']).toContain(id);
  }
}

describe.each(['objects', 'faces'] as const)('the words of maps of %s', (model: BuiltInId) => {
  let engine: Awaited<ReturnType<typeof wasmEngine>>;
  const { layers } = BUILT_IN[model];
  const last = layers.find(({ embedding }) => embedding)!;
  const middle = layers.filter(({ block }) => block)[
    Math.floor(layers.filter(({ block }) => block).length / 2)
  ]!;
  const known = new Map<string, { features: Float32Array; vectors: readonly Vectors[] }>();

  beforeAll(async () => {
    engine = await wasmEngine(model);
    for (const { node } of [last, middle]) {
      const { vectors } = await engine.vectors(formulaInputs(), node);
      known.set(node, { features: await engine.features('a', node), vectors });
    }
  }, 300_000);

  const explain = async (each: MethodCase, node: string, pair: Pair): Promise<Facts> => {
    const { features, vectors } = known.get(node)!;
    const [a, b] = vectors as [Vectors, Vectors];
    const negative = { pooled: b.pooled.map((v) => -v), embedding: b.embedding.map((v) => -v) };
    const against = [{ vectors: { another: b, identical: a, negative }[pair], weight: 1 }];
    const reply = await engine.map(
      {
        job: 1,
        image: 'a',
        layer: node,
        against,
        method: each.method.id,
        metric: each.metric.id,
        reading: each.reading.id,
        scope: 'layer',
        seed: 1,
      },
      null,
    );
    const positions = reply.map.length;
    const channels = features.length / positions;
    const x = new Float64Array(channels);
    features.forEach((value, i) => {
      x[i % channels]! += value / positions;
    });
    return { features, x, positions, objective: objectivesOf(each.metric, against)('layer'), reply };
  };

  const settingsOf = (each: MethodCase, node: string) => ({
    ...DEFAULT_SETTINGS,
    model,
    layer: node,
    method: each.method.id,
    metric: each.metric.id,
    reading: each.reading.id,
    scope: 'layer' as const,
  });

  it.each(cases)('$name: what its values and signs are said to be, they are', async (each) => {
    for (const { node } of [last, middle]) {
      const sense = senseOf(settingsOf(each, node));
      expect(sense.ends === null).toBe(['none', 'open', 'unsigned'].includes(sense.id));
      for (const pair of ['another', 'negative'] as const)
        keepsItsWord(sense.id, await explain(each, node, pair));
    }
  });

  it.each(cases)('$name: nothing is for or against between identical images', async (each) => {
    const sense = senseOf(settingsOf(each, last.node));
    const { reply } = await explain(each, last.node, 'identical');
    const [height, width] = reply.shape;
    const words = describeMap({ data: reply.map, height, width, identical: true, sense });
    if (sense.ends) for (const end of Object.values(sense.ends)) expect(words).not.toContain(end);
    if (sense.id === 'slope') expect(largest(reply.map)).toBe(0);
    expect(words).not.toMatch(/No value is/);
  });

  it('has slopes whose signs are nearly always those of silencing, and shares whose signs are not', async () => {
    const agreement = async (id: 'sfam' | 'silencing', reading: keyof typeof READINGS) => {
      const each = { method: { id }, metric: METRICS.cosine, reading: READINGS[reading] } as MethodCase;
      return (await explain(each, last.node, 'another')).reply.map;
    };
    const loss = await agreement('silencing', 'contribution');
    const slope = signAgreement(await agreement('sfam', 'gradient'), loss);
    const share = signAgreement(await agreement('sfam', 'contribution'), loss);
    expect(slope.agree / slope.compared).toBeGreaterThan(0.9);
    expect(share.agree / share.compared).toBeLessThan(slope.agree / slope.compared);
  });
});
