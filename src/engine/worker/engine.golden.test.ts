import { beforeAll, describe, expect, it } from 'vitest';
import { READINGS } from '../../core/cis/index.ts';
import type { ReadingId } from '../../core/cis/reading.ts';
import type { MethodId } from '../../core/methods/method.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import type { Scope, Vectors } from '../../core/methods/side.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import { extraMaps, type GoldenId, goldenModel } from '../../testing/golden-model.ts';
import { cpuEngine, formulaInputs } from '../../testing/node-engine.ts';
import { relativeError } from '../../testing/relative-error.ts';
import type { MapReply } from '../api.ts';
import type { Engine } from './engine.ts';

const BAR = 1e-4;
const METRIC_IDS = Object.keys(METRICS) as MetricId[];
const READING_IDS = Object.keys(READINGS) as ReadingId[];

/** float64 references, through the whole engine on the cpu backend. */
describe.each(['objects', 'faces'] as const)('engine against the goldens: %s', (model: GoldenId) => {
  const golden = goldenModel(model);
  let engine: Engine;
  const vectors = new Map<string, readonly Vectors[]>();
  /** Asked for nothing but what is counted. */
  let counting: Promise<Engine> | null = null;

  beforeAll(async () => {
    engine = await cpuEngine(model);
    for (const { node } of golden.layers) {
      const reply = await engine.vectors(formulaInputs(), node);
      vectors.set(node, reply.vectors);
    }
  }, 300_000);

  const map = (
    slot: 'a' | 'b',
    layer: string,
    o: { method: MethodId; metric: MetricId; reading?: ReadingId; scope: Scope },
  ): Promise<MapReply> =>
    engine.map(
      {
        job: 1,
        image: slot,
        layer,
        against: alone(vectors.get(layer)![slot === 'a' ? 1 : 0]!),
        reading: 'contribution',
        seed: 1,
        ...o,
      },
      null,
    );

  it('embeds both images in one batch, once for all layers', async () => {
    const [a, b] = vectors.get(golden.layers[0]!.node)!;
    expect(relativeError(a!.embedding, golden.embedding.a)).toBeLessThan(BAR);
    expect(relativeError(b!.embedding, golden.embedding.b)).toBeLessThan(BAR);
    expect((await engine.stats()).forwards).toBe(2);
  });

  for (const [index, layer] of golden.layers.entries()) {
    const isLast = index === 0;
    for (const metric of METRIC_IDS)
      for (const slot of ['a', 'b'] as const) {
        it(`${layer.node} ${metric} ${slot}: this layer's similarity`, async () => {
          const want = layer.layerScope[metric];
          const [x, y] = vectors.get(layer.node)!;
          expect(METRICS[metric].similarity(x!.pooled, y!.pooled)).toBeCloseTo(want.similarity, 4);
          for (const reading of READING_IDS) {
            const got = await map(slot, layer.node, { method: 'sfam', metric, reading, scope: 'layer' });
            expect(got.shape).toEqual(layer.shape.slice(0, 2));
            // The goldens list the CIS itself at the last layer only.
            if (isLast) expect(relativeError(got.cis!, want.cis[reading]![slot])).toBeLessThan(BAR);
            expect(relativeError(got.map, want.sfam[reading][slot])).toBeLessThan(BAR);
            expect(relativeError(got.meanActivation, layer.meanActivation[slot])).toBeLessThan(BAR);
          }
          const parts = await map(slot, layer.node, { method: 'decomposition', metric, scope: 'layer' });
          expect(relativeError(parts.map, want.decomposition[slot])).toBeLessThan(BAR);
        });

        it(`${layer.node} ${metric} ${slot}: final similarity`, async () => {
          const want = layer.embeddingScope[metric];
          for (const reading of ['contribution', 'gradient'] as const) {
            const got = await map(slot, layer.node, { method: 'sfam', metric, reading, scope: 'final' });
            expect(relativeError(got.map, want.sfam[reading][slot])).toBeLessThan(BAR);
            const sum = got.cis!.reduce((s, v) => s + v, 0);
            const size = Math.hypot(...got.cis!) * Math.sqrt(got.cis!.length);
            expect(Math.abs(sum - want.cisSum[reading][slot]) / size).toBeLessThan(BAR);
          }
          for (const [method, key] of [
            ['grad-cam', 'gradCam'],
            ['hires-cam', 'hiResCam'],
            ['layer-cam', 'layerCam'],
          ] as const) {
            const got = await map(slot, layer.node, { method, metric, scope: 'final' });
            expect(relativeError(got.map, want[key][slot]), method).toBeLessThan(BAR);
          }
          for (const { method, pair } of extraMaps(model, layer.node, metric)) {
            const got = await map(slot, layer.node, { method, metric, scope: 'final' });
            expect(relativeError(got.map, pair[slot]), method).toBeLessThan(BAR);
          }
        });
      }

    it(`${layer.node}: ${isLast ? 'closed form, no gradient pass' : 'one gradient pass a cotangent and image'}`, async () => {
      counting ??= cpuEngine(model);
      const fresh = await counting;
      const reply = await fresh.vectors(formulaInputs(), layer.node);
      const { propagations } = await fresh.stats();
      for (const method of ['sfam', 'grad-cam', 'hires-cam', 'layer-cam'] as const)
        await fresh.map(
          {
            job: 1,
            image: 'a',
            layer: layer.node,
            against: alone(reply.vectors[1]!),
            reading: 'gradient',
            seed: 1,
            method,
            metric: 'cosine',
            scope: 'final',
          },
          null,
        );
      expect((await fresh.stats()).propagations - propagations).toBe(isLast ? 0 : 1);
    });
  }
});
