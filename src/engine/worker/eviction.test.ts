import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toAppError } from '../../core/app-error.ts';
import type { MethodId } from '../../core/methods/method.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import { modelCard } from '../../core/models/index.ts';
import { random } from '../../core/random.ts';
import { modelBytes } from '../../testing/node-engine.ts';
import { startWasm } from '../../testing/start-wasm.ts';
import type { InputImage, MapProgress } from '../api.ts';
import { LoadedModel } from './loaded-model.ts';
import { makeMap } from './make-map.ts';
import { Network } from './network.ts';

const card = modelCard('objects');
const SIZE = 64;
const IMAGE_BYTES = card.layers.reduce(
  (sum, { step, channels }) => sum + (SIZE / step[0]) ** 2 * channels * 4,
  0,
);
const MIDDLE = card.layers[8]!.node;

/** With room for four images. */
describe('LoadedModel on wasm', () => {
  let bytes: Awaited<ReturnType<typeof modelBytes>>;
  let before: number;
  let model: LoadedModel;
  const counts = { forwards: 0, masked: 0, propagations: 0 };
  const stream = random(3);
  const image = (key: string, side = SIZE): InputImage => ({
    key,
    size: [side, side],
    pixels: Uint8Array.from({ length: side * side * 3 }, () => stream.below(256)),
  });
  const vectors = async (layer: string, ...images: InputImage[]) => {
    model.forward(images, layer);
    const keys = images.map(({ key }) => key);
    return model.holding(keys, () => Promise.all(keys.map((key) => model.pooled(key, layer))));
  };
  const map = async (key: string, other: string, layer: string, method: MethodId, progress?: MapProgress) => {
    const partner = await model.holding([other], () => model.pooled(other, layer));
    const request = { job: 1, image: key, layer, against: alone(partner), method, seed: 1 } as const;
    return model.holding([key], () =>
      makeMap(
        model,
        { ...request, metric: 'cosine', reading: 'contribution', scope: 'final' },
        () => false,
        progress ?? null,
      ),
    );
  };
  const missing = (work: () => Promise<unknown>) =>
    work().then(
      () => null,
      (error: unknown) => toAppError(error).code,
    );

  beforeAll(async () => {
    await startWasm();
    bytes = await modelBytes('objects');
  });
  beforeEach(async () => {
    before = tf.memory().numTensors;
    model = new LoadedModel(await Network.load(card, bytes.topology, bytes.weights), counts, 4 * IMAGE_BYTES);
  });
  afterEach(() => {
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keeps the oldest image for the request that brings in the one too many', async () => {
    for (const key of 'abcd') await vectors(MIDDLE, image(key));
    const [a, x] = await vectors(MIDDLE, { key: 'a', size: [SIZE, SIZE] }, image('x'));
    expect(a!.embedding).not.toEqual(x!.embedding);
    expect((await map('a', 'x', MIDDLE, 'grad-cam')).map).toHaveLength(16);
    expect(await missing(() => vectors(MIDDLE, { key: 'b', size: [SIZE, SIZE] }))).toBe('evicted');
  });

  it('does nothing for a request whose images are not all there', async () => {
    const { forwards } = counts;
    expect(await missing(() => vectors(MIDDLE, image('a'), { key: 'b', size: [SIZE, SIZE] }))).toBe(
      'evicted',
    );
    expect(await missing(() => map('a', 'a', MIDDLE, 'sfam'))).toBe('evicted');
    expect(counts.forwards).toBe(forwards);
  });

  it('keeps an image that is being masked, whatever comes in meanwhile', async () => {
    await vectors(MIDDLE, image('a'), image('b'));
    const alone = await map('a', 'b', MIDDLE, 'occlusion');
    let brought = 0;
    const running = map('a', 'b', MIDDLE, 'occlusion', () => {
      // Not awaited, like the requests of another piece of work.
      void vectors(MIDDLE, image(`n${brought++}`), image(`n${brought++}`), image(`n${brought++}`));
    });
    expect((await running).map).toEqual(alone.map);
    expect(brought).toBeGreaterThan(8);
    await vectors(MIDDLE, image('y'), image('z'));
    expect(await missing(() => map('a', 'y', MIDDLE, 'sfam'))).toBe('evicted');
  });

  it('holds as many tensors after each round of new images, layers and sizes as after the one before', async () => {
    const layers = [3, 8, 12].map((i) => card.layers[i]!.node);
    const after: number[] = [];
    for (let round = 0; round < 6; round++) {
      for (const [i, layer] of layers.entries())
        for (const size of [SIZE, 96]) {
          const [a, b] = [`a${round}${i}${size}`, `b${round}${i}${size}`];
          await vectors(layer, image(a, size), image(b, size));
          for (const method of ['sfam', 'layer-cam', 'eigen-cam'] as const) {
            await map(a, b, layer, method);
            await map(b, a, layer, method);
          }
        }
      after.push(tf.memory().numTensors);
    }
    // The first fills the caches.
    expect(new Set(after.slice(1)).size).toBe(1);
  });

  it('holds no more after a whole run of RISE', async () => {
    await vectors(MIDDLE, image('a'), image('b'));
    await map('a', 'b', MIDDLE, 'sfam');
    const held = tf.memory().numTensors;
    const { masked } = await map('a', 'b', MIDDLE, 'rise');
    expect(masked).toBeGreaterThan(100);
    expect(tf.memory().numTensors).toBe(held);
  });
});
