import { beforeAll, describe, expect, it } from 'vitest';
import { toAppError } from '../../core/app-error.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import type { Vectors } from '../../core/methods/side.ts';
import { modelCard } from '../../core/models/index.ts';
import { methodCases } from '../../testing/method-cases.ts';
import { cpuEngine, smallInputs } from '../../testing/node-engine.ts';
import type { MapRequest } from '../api.ts';
import type { Engine } from './engine.ts';

/** Below the last layer, so that scope `final` needs a backward pass. */
const LAYER = modelCard('objects').layers.at(-2)!.node;
/** Perturbation methods run hundreds of images through the network: a few of them are enough here. */
const cases = methodCases().filter(({ method }) => method.kind !== 'perturbation');
const perturbing = methodCases().filter(
  ({ method, metric }) => method.kind === 'perturbation' && metric.id === 'cosine',
);

describe('an engine that worked holds no more tensors than before', () => {
  let engine: Engine;
  let vectors: readonly Vectors[];
  let settled: number;
  const held = async () => (await engine.stats()).numTensors;
  const request = (each: (typeof cases)[number], slot: 0 | 1 = 0, job = 1): MapRequest => ({
    job,
    image: slot === 0 ? 'a' : 'b',
    layer: LAYER,
    against: alone(vectors[1 - slot]!),
    method: each.method.id,
    metric: each.metric.id,
    reading: each.reading.id,
    scope: each.scope,
    seed: 1,
  });

  beforeAll(async () => {
    engine = await cpuEngine('objects');
    ({ vectors } = await engine.vectors(smallInputs(64), LAYER));
    // Once through everything fills the caches of feature maps and of gradients (at most eight).
    for (const each of cases) for (const slot of [0, 1] as const) await engine.map(request(each, slot), null);
    settled = await held();
  });

  it('after 50 explanations over all methods', async () => {
    for (let run = 0; run < 50; run++) {
      await engine.map(request(cases[run % cases.length]!, run % 2 === 0 ? 0 : 1), null);
    }
    expect(await held()).toBe(settled);
  });

  it.each(perturbing.slice(0, 1))('after a whole run of $method.id', async (each) => {
    const seen: number[] = [];
    const reply = await engine.map(request(each), (fraction, partial) => {
      seen.push(fraction);
      expect(partial!.every(Number.isFinite)).toBe(true);
    });
    expect(reply.masked).toBe(64);
    expect(seen).toEqual([0.25, 0.5, 0.75, 1]);
    expect(await held()).toBe(settled);
  });

  it.each(perturbing)('after $name, cancelled half-way', async (each) => {
    const job = 1000 + perturbing.indexOf(each);
    const before = (await engine.stats()).masked;
    const outcome = await engine
      .map(request(each, 0, job), () => void engine.cancel(job))
      .then(
        () => 'finished',
        (error: unknown) => toAppError(error).code,
      );
    expect(outcome).toBe('cancelled');
    // One batch; no pass where the same copies of this image were asked about before.
    expect([0, 16]).toContain((await engine.stats()).masked - before);
    expect(await held()).toBe(settled);
  });

  it('after a cancel that arrives as a message, while the network is at work', async () => {
    const each = perturbing.find(({ method }) => method.id === 'rise')!;
    const running = engine.map(request(each, 0, 2000), null);
    // A worker hears of a cancel only when its event loop turns.
    setTimeout(() => void engine.cancel(2000), 0);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await held()).toBe(settled);
  });

  it.each(perturbing)('after $name failed in the user’s progress bar', async (each) => {
    const broken = () => {
      throw new Error('no');
    };
    await expect(engine.map(request(each), broken)).rejects.toThrow('no');
    expect(await held()).toBe(settled);
  });

  it.each(cases)('after $name failed on features that are not the right ones', async (each) => {
    const other = { pooled: new Float32Array(3), embedding: new Float32Array(3).fill(Number.NaN) };
    await engine.map({ ...request(each), against: alone(other) }, null).catch(() => undefined);
    // A gradient of nonsense may sit in the cache, in place of another: never one more.
    for (const again of cases) await engine.map(request(again), null);
    for (const again of cases) await engine.map(request(again, 1), null);
    expect(await held()).toBe(settled);
  });

  it('after pairs, features, points and a check of stability', async () => {
    await engine.pairs('a', LAYER, await engine.features('b', LAYER), 8);
    await engine.at('a', LAYER, 0);
    await engine.weighted('b', LAYER, new Float32Array(modelCard('objects').layers.at(-2)!.channels));
    const { trials } = await engine.stability(request(cases.find(({ scope }) => scope === 'final')!));
    expect(trials.length).toBe(8);
    expect(await held()).toBe(settled);
  });
});
