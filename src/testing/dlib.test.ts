/** The prepared `faces-dlib` against the published weights run in float64. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tensor4d } from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { alone } from '../core/methods/objectives-of.ts';
import { layerShape, modelCard } from '../core/models/index.ts';
import { dlibBehind, dlibForward } from './dlib-forward.ts';
import { formulaPixels } from './formula-images.ts';
import { loadModel } from './load-model.ts';
import { wasmEngine } from './node-engine.ts';
import { relativeError } from './relative-error.ts';

const card = modelCard('faces-dlib');
const [height, width] = card.input.defaultSize;
const image = (which: 'a' | 'b') =>
  Uint8Array.from(formulaPixels(which, { height, width, formulaOffset: 22 }));

it('files are the ones on the card', () => {
  for (const { path, bytes, sha256 } of [card.files.topology, card.files.weights]) {
    const file = readFileSync(new URL(`../../public/models/faces-dlib/${path}`, import.meta.url));
    expect(file.length).toBe(bytes);
    expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
  }
});

it('computes what the published weights compute, at every layer and on wasm and cpu (≤ 1e-5)', async () => {
  const references = { a: dlibForward(image('a')), b: dlibForward(image('b')) };
  const engine = await wasmEngine('faces-dlib');
  const inputs = (['a', 'b'] as const).map((key) => ({
    key,
    size: card.input.defaultSize,
    pixels: image(key),
  }));
  const { vectors } = await engine.vectors(inputs, card.defaultLayer);
  for (const [i, which] of (['a', 'b'] as const).entries()) {
    const { embedding, maps } = references[which];
    expect(relativeError(vectors[i]!.embedding, embedding)).toBeLessThanOrEqual(1e-5);
    const [h, w, channels] = layerShape(
      card.layers.find(({ node }) => node === card.defaultLayer)!,
      card.input.defaultSize,
    );
    const pooled = new Float64Array(channels);
    maps.get(card.defaultLayer)!.forEach((value, at) => {
      pooled[at % channels]! += value / (h * w);
    });
    expect(relativeError(vectors[i]!.pooled, pooled)).toBeLessThanOrEqual(1e-5);
  }

  const model = await loadModel('faces-dlib');
  const input = tensor4d(Float32Array.from(image('a')), [1, height, width, 3]);
  const nodes = card.layers.map(({ node }) => node);
  const found = model.execute({ [card.input.node]: input }, nodes) as ReturnType<typeof tensor4d>[];
  for (const [i, layer] of card.layers.entries()) {
    const map = found[i]!;
    expect(map.shape).toEqual([1, ...layerShape(layer, card.input.defaultSize)]);
    const reference = references.a.maps.get(layer.node);
    // The folded head has a map of its own; its mean is the embedding, above.
    expect(reference === undefined).toBe(layer.embedding);
    if (reference) expect(relativeError(await map.data(), reference), layer.node).toBeLessThanOrEqual(1e-5);
    map.dispose();
  }
  input.dispose();
  model.dispose();
}, 60_000);

it('explains as the published weights do: maps at two layers, weights by slopes of the float64 network', async () => {
  const [a, b] = [dlibForward(image('a')), dlibForward(image('b'))];
  const engine = await wasmEngine('faces-dlib');
  const inputs = (['a', 'b'] as const).map((key) => ({
    key,
    size: card.input.defaultSize,
    pixels: image(key),
  }));
  const explain = async (layer: string, scope: 'final' | 'layer') => {
    const { vectors } = await engine.vectors(inputs, layer);
    const request = { job: 1, image: 'a', layer, against: alone(vectors[1]!), seed: 1, scope } as const;
    return engine.map({ ...request, method: 'sfam', metric: 'euclidean', reading: 'contribution' }, null);
  };
  const weighted = (map: Float64Array, weights: readonly number[]) =>
    Float64Array.from({ length: map.length / weights.length }, (_, p) =>
      weights.reduce((sum, weight, k) => sum + weight * map[p * weights.length + k]!, 0),
    );
  for (const [layer, channels] of [
    ['conv128_2', 128],
    ['conv64_3', 64],
  ] as const) {
    const pooled = [a, b].map(({ maps }) => {
      const map = maps.get(layer)!;
      const sums = new Array<number>(channels).fill(0);
      map.forEach((value, i) => {
        sums[i % channels]! += (value * channels) / map.length;
      });
      return sums;
    });
    const weights = pooled[0]!.map((x, k) => x * (2 * pooled[1]![k]! - x));
    const { map } = await explain(layer, 'layer');
    expect(relativeError(map, weighted(a.maps.get(layer)!, weights)), layer).toBeLessThan(1e-4);
  }

  // For the final distance: a channel's weight is the slope of c·e along what the channel holds, c = 2f − e held.
  const { cis, map } = await explain('conv128_2', 'final');
  const held = a.maps.get('conv128_2')!;
  expect(relativeError(map, weighted(held, [...cis!]))).toBeLessThan(1e-4);
  const behind = dlibBehind('conv128_2', 8);
  const c = a.embedding.map((e, i) => 2 * b.embedding[i]! - e);
  const value = (activation: Float64Array) => behind(activation).reduce((sum, e, i) => sum + c[i]! * e, 0);
  const small = 1e-6;
  const before = value(held);
  const tried = [3, 17, 40, 64, 89, 101, 127];
  const slopes = tried.map(
    (k) => (value(held.map((v, i) => (i % 128 === k ? v * (1 + small) : v))) - before) / small,
  );
  expect(
    relativeError(
      tried.map((k) => cis![k]!),
      slopes,
    ),
  ).toBeLessThan(1e-4);
}, 120_000);
