import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { spearman } from '../../core/correlation.ts';
import { type SanityCheck, sanity } from '../../core/faithfulness/sanity.ts';
import { likeness, randomizationVerdict } from '../../core/faithfulness/sanity-verdict.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import { MODELS } from '../../core/models/index.ts';
import { random } from '../../core/random.ts';
import { LOOKED_AT, lookingNetwork } from '../../testing/looking-network.ts';
import { cpuEngine, modelBytes } from '../../testing/node-engine.ts';
import type { RandomizedRequest } from '../api.ts';
import type { Engine } from './engine.ts';
import { LoadedModel } from './loaded-model.ts';
import { makeMap } from './make-map.ts';
import { Network } from './network.ts';
import { randomizedNetwork } from './randomized-network.ts';

const SIZE = 64;
const { layers } = MODELS.objects;
/** 4 × 4 cells at this size: enough to rank. */
const LAYER = layers[10]!.node;

/** Smooth blobs: an image with places, unlike noise. */
function picture(seed: number): Uint8Array {
  const stream = random(seed);
  const blobs = Array.from(
    { length: 6 },
    () => [stream.uniform(), stream.uniform(), stream.below(3)] as const,
  );
  return Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, at) => {
    const [c, p] = [at % 3, Math.floor(at / 3)];
    const [u, v] = [(p % SIZE) / SIZE, Math.floor(p / SIZE) / SIZE];
    let value = 0;
    for (const [x, y, own] of blobs)
      if (own === c) value += 255 * Math.exp(-60 * ((u - x) ** 2 + (v - y) ** 2));
    return Math.min(value, 255);
  });
}

const request = (blocks: number, change: Partial<RandomizedRequest> = {}): RandomizedRequest => ({
  job: 1,
  images: [
    { key: 'a', pixels: picture(1), size: [SIZE, SIZE] },
    { key: 'b', pixels: picture(2), size: [SIZE, SIZE] },
  ],
  directions: [
    { of: 'a', against: [{ image: 'b', weight: 1 }] },
    { of: 'b', against: [{ image: 'a', weight: 1 }] },
  ],
  layer: LAYER,
  method: 'grad-cam',
  metric: 'cosine',
  reading: 'contribution',
  scope: 'final',
  seed: 1,
  weightSeed: 1,
  blocks,
  ...change,
});

describe('randomised weights', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await cpuEngine('objects');
  }, 60_000);

  it('leave the live model, its tensors and its counts untouched, to the bit', async () => {
    const { images } = request(0);
    const { vectors } = await engine.vectors(images, LAYER);
    const map = () =>
      engine.map({ ...request(0), image: 'a', against: alone(vectors[1]!) }, null).then((reply) => reply.map);
    const before = await map();
    const held = await engine.stats();
    const forgotten = await engine.randomized(request(layers.length));
    expect(await engine.stats()).toEqual(held);
    expect(await map()).toEqual(before);
    expect(forgotten.maps[0]).not.toEqual(before);
    // A fresh forward pass of the live model, not only what was cached.
    const again = images.map((image) => ({ ...image, key: `${image.key} again` }));
    expect((await engine.vectors(again, LAYER)).vectors).toEqual(vectors);
    // The stage that shuffles nothing is the model itself.
    expect((await engine.randomized(request(0))).maps[0]).toEqual(before);
  });

  it('are the same for the same seed, and other ones for another', async () => {
    const first = await engine.randomized(request(3));
    expect(await engine.randomized(request(3))).toEqual(first);
    expect((await engine.randomized(request(3, { weightSeed: 2 }))).maps[0]).not.toEqual(first.maps[0]);
  });

  it('collapse a map that follows gradients, and cannot move one that does not look at them', async () => {
    const gradient = await Promise.all(
      [0, layers.length].map((blocks) => engine.randomized(request(blocks))),
    );
    for (const slot of [0, 1] as const) {
      const rank = spearman(gradient[0]!.maps[slot]!, gradient[1]!.maps[slot]!);
      expect(Math.abs(rank!)).toBeLessThan(0.4);
    }
    // Blocks above the layer: the mean activation below them cannot change, a gradient through them must.
    const above = layers.length - 11;
    const [whole, top] = await Promise.all(
      [0, above].map((blocks) => engine.randomized(request(blocks, { method: 'mean-activation' }))),
    );
    expect(top!.maps).toEqual(whole!.maps);
    expect((await engine.randomized(request(above))).maps[0]).not.toEqual(gradient[0]!.maps[0]);
  });

  it('stop when cancelled, and leave no tensor behind', async () => {
    const { numTensors } = await engine.stats();
    await engine.cancel(5);
    await expect(engine.randomized(request(1, { job: 5 }))).rejects.toMatchObject({ code: 'cancelled' });
    const running = engine.randomized(request(1, { job: 6, method: 'occlusion' }));
    setTimeout(() => void engine.cancel(6));
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect((await engine.stats()).numTensors).toBe(numTensors);
  });
});

describe('a network that looks at eight bytes of each cell', () => {
  // Pictures of independent noise: bytes that are not looked at say nothing of those that are. The shuffled network
  // looks at other ones, so that the collapse is known: over 144 cells, chance alone gives |ρ| of about 1/12.
  const side = 12 * LOOKED_AT;
  const noisy = (seed: number) => {
    const stream = random(seed);
    return Uint8Array.from({ length: side * side * 3 }, () => stream.below(256));
  };
  const images = [
    { key: 'a', pixels: noisy(1), size: [side, side] },
    { key: 'b', pixels: noisy(2), size: [side, side] },
  ] as const;

  const mapsOf = async (network: Network, change: Partial<RandomizedRequest>) => {
    const model = new LoadedModel(network, { forwards: 0, masked: 0, propagations: 0 });
    const node = network.embeddingNode;
    try {
      model.forward(images, node);
      const [x, y] = [await model.pooled('a', node), await model.pooled('b', node)];
      const one = async (image: 'a' | 'b') => {
        const map = { ...request(0), ...change, layer: node, image, against: alone(image === 'a' ? y : x) };
        return (await makeMap(model, map, () => false, null)).map;
      };
      return [await one('a'), await one('b')];
    } finally {
      model.dispose();
    }
  };
  const load = () => lookingNetwork([3, 40, 71, 99, 120, 143, 160, 188]);

  it.each([
    { method: 'sfam', reading: 'contribution' },
    { method: 'sfam', reading: 'gradient' },
    { method: 'grad-cam', reading: 'contribution' },
    { method: 'layer-cam', reading: 'contribution' },
    { method: 'grad-cam-plus-plus', reading: 'contribution' },
    { method: 'xgrad-cam', reading: 'contribution' },
    { method: 'relevance-cam', reading: 'contribution' },
  ] as const)('$method, $reading: shuffling collapses its maps, whatever the seed', async (change) => {
    const before = await mapsOf(await load(), change);
    const copied = await mapsOf(await randomizedNetwork(await load(), 0, 1), change);
    expect(copied).toEqual(before);
    const checks: SanityCheck[][] = [];
    for (const seed of [1, 2, 3, 4, 5]) {
      const after = await mapsOf(await randomizedNetwork(await load(), 2, seed), change);
      checks.push(before.map((map, i) => sanity(map, after[i]!)));
    }
    for (const both of checks) {
      // The bar of the product: hardly anything of the order is left.
      expect(Math.max(...both.map(likeness))).toBeLessThan(0.4);
      expect(randomizationVerdict([{ above: false, shuffles: [both] }], true).title).toBe(
        'Passes: the map follows the weights',
      );
    }
  });
});

describe('randomizedNetwork', () => {
  it('keeps the values of every weight and moves those of the last blocks only', async () => {
    const { topology, weights } = await modelBytes('objects');
    const network = await Network.load(MODELS.objects, topology, weights);
    const copy = await randomizedNetwork(network, 2, 1);
    const moved: string[] = [];
    const read = async (net: Network) => {
      const values = new Map<string, Float32Array>();
      (await net.copy((name, data) => values.set(name, data))).dispose();
      return values;
    };
    const [ours, theirs] = [await read(network), await read(copy)];
    for (const [name, values] of ours) {
      const other = theirs.get(name)!;
      expect(other.toSorted()).toEqual(values.toSorted());
      if (other.some((value, i) => value !== values[i])) moved.push(name);
    }
    const last = network.weightsBeyond([layers.at(-3)!.node]);
    expect(moved.length).toBeGreaterThan(3);
    expect(moved.filter((name) => !last.has(name))).toEqual([]);
    // All kernels and biases of two blocks, nothing below them.
    const below = network.weightsBeyond([layers.at(-4)!.node]);
    expect(below.size).toBeGreaterThan(last.size);
    await expect(randomizedNetwork(network, layers.length + 1, 1)).rejects.toThrow(RangeError);
    const tensors = tf.memory().numTensors;
    copy.dispose();
    network.dispose();
    expect(tf.memory().numTensors).toBeLessThan(tensors);
  });
});
