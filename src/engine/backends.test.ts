import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Vectors } from '../core/methods/side.ts';
import { modelCard } from '../core/models/index.ts';
import { type MethodCase, methodCases } from '../testing/method-cases.ts';
import { cpuEngine, modelBytes, smallInputs } from '../testing/node-engine.ts';
import { relativeError } from '../testing/relative-error.ts';
import { startWasm } from '../testing/start-wasm.ts';
import { Engine } from './engine.ts';

/** Small enough for hundreds of forward passes on the cpu backend. */
const SIZE = 64;
/** Masks after which a perturbation method's partial map is compared: the rest would show nothing new. */
const MASKS = 32;

async function wasmEngine(model: 'objects' | 'faces'): Promise<Engine> {
  const engine = new Engine(async () => {
    await startWasm();
    return { backend: 'wasm', detail: 'Node', slowFallback: false };
  });
  await engine.start('wasm');
  await engine.load(await modelBytes(model));
  return engine;
}

/** What no golden covers: every method, metric, reading and scope, layer by layer, wasm against the cpu backend. */
describe.each(['objects', 'faces'] as const)('%s on wasm and on cpu', (model) => {
  const { layers: all, embedding } = modelCard(model);
  const last = embedding.node;
  // `faces` repeats one kind of block, and its layers are wide: every third will do.
  const layers = all.filter((_, i) => model === 'objects' || (all.length - 1 - i) % 3 === 0);
  const maps = new Map<string, { cpu?: Float32Array; wasm?: Float32Array }>();
  const name = (layer: string, each: MethodCase) => `${layer}: ${each.name}`;
  const plain = methodCases().filter(({ method }) => method.kind !== 'perturbation');
  const masked = methodCases().filter(
    ({ method, metric }) => method.kind === 'perturbation' && metric.id === 'cosine',
  );

  async function runAll(engine: Engine, backend: 'cpu' | 'wasm'): Promise<void> {
    const keep = (key: string, map: Float32Array) => maps.set(key, { ...maps.get(key), [backend]: map });
    for (const { node } of layers) {
      const { vectors } = await engine.vectors(smallInputs(SIZE), node);
      for (const each of plain) keep(name(node, each), await mapOf(engine, node, each, vectors));
      if (node !== last) continue;
      for (const each of masked) keep(name(node, each), await partialMap(engine, node, each, vectors));
    }
  }

  const request = (node: string, each: MethodCase, vectors: readonly Vectors[], job: number) => ({
    job,
    image: 'a',
    layer: node,
    other: vectors[1]!,
    method: each.method.id,
    metric: each.metric.id,
    reading: each.reading.id,
    scope: each.scope,
    seed: 1,
  });

  async function mapOf(engine: Engine, node: string, each: MethodCase, vectors: readonly Vectors[]) {
    return (await engine.map(request(node, each, vectors, 1), null)).map;
  }

  async function partialMap(engine: Engine, node: string, each: MethodCase, vectors: readonly Vectors[]) {
    const job = 10 + masked.indexOf(each);
    let seen = new Float32Array();
    let batches = 0;
    const stop = (_fraction: number, partial: Float32Array | null) => {
      batches += 1;
      if (partial) seen = Float32Array.from(partial);
      if (batches * 16 >= MASKS) void engine.cancel(job);
    };
    await engine.map(request(node, each, vectors, job), stop).catch(() => undefined);
    return seen;
  }

  beforeAll(async () => {
    await runAll(await cpuEngine(model), 'cpu');
    await runAll(await wasmEngine(model), 'wasm');
    await setBackend('cpu');
  }, 400_000);

  const cases = [
    ...layers.flatMap(({ node }) => plain.map((each) => [name(node, each), node, each] as const)),
    ...masked.map((each) => [name(last, each), last, each] as const),
  ];
  it.each(cases)('%s', (key, node, each) => {
    const { cpu, wasm } = maps.get(key)!;
    expect(cpu!.length).toBeGreaterThan(0);
    // Two forward passes: below the last layer a gate within rounding of its kink may differ (spec, Kinks).
    const propagated = each.scope === 'final' && node !== last && each.method.uses.scopes.includes('final');
    expect(relativeError(wasm!, cpu!)).toBeLessThan(propagated ? 1e-2 : 1e-4);
  });
});
