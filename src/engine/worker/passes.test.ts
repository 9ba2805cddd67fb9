import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { alone } from '../../core/methods/objectives-of.ts';
import type { Vectors } from '../../core/methods/side.ts';
import type { MetricId } from '../../core/metrics/metric.ts';
import { modelCard } from '../../core/models/index.ts';
import { smallInputs, wasmEngine } from '../../testing/node-engine.ts';
import type { Engine } from './engine.ts';

const { layers } = modelCard('objects');
const MIDDLE = layers[7]!.node;
const LOWER = layers[4]!.node;

describe('the way back on wasm', () => {
  let engine: Engine;
  let vectors: readonly Vectors[];
  beforeAll(async () => {
    engine = await wasmEngine('objects');
    ({ vectors } = await engine.vectors(smallInputs(64), MIDDLE));
  });

  /** How many fused convolutions, which only a forward pass has, one map takes. */
  async function forwardConvolutions(layer: string, metric: MetricId, other = vectors[1]!): Promise<number> {
    const request = {
      job: 1,
      image: 'a',
      layer,
      against: alone(other),
      metric,
      seed: 1,
      scope: 'final',
    } as const;
    const { kernelNames, kernels } = await tf.profile(async () => {
      const { propagations } = await engine.map(
        { ...request, method: 'sfam', reading: 'contribution' },
        null,
      );
      expect(propagations).toBe(1);
    });
    expect(kernelNames).toContain('DepthwiseConv2dNativeBackpropInput');
    return kernels.filter(({ name }) => name === 'FusedConv2D').length;
  }

  it('runs nothing forward again at the layer that the pass was made for', async () => {
    expect(await forwardConvolutions(MIDDLE, 'cosine')).toBe(0);
    expect(await forwardConvolutions(MIDDLE, 'euclidean')).toBe(0);
  });

  it('reads the control of an image at a layer once', async () => {
    const request = {
      job: 1,
      image: 'a',
      layer: MIDDLE,
      against: alone(vectors[1]!),
      seed: 1,
      scope: 'layer',
    } as const;
    const of = (metric: MetricId) =>
      engine.map({ ...request, method: 'sfam', reading: 'contribution', metric }, null);
    expect((await of('euclidean')).meanActivation).toBe((await of('cosine')).meanActivation);
  });

  it('counts the passes of two maps that are made at once each for itself', async () => {
    const request = { job: 1, layer: MIDDLE, seed: 1, scope: 'final', metric: 'cosine' } as const;
    const of = (image: string, other: Vectors) =>
      engine.map({ ...request, image, against: alone(other), method: 'grad-cam', reading: 'gradient' }, null);
    const replies = await Promise.all([of('a', vectors[1]!), of('b', vectors[0]!)]);
    expect(replies.map(({ propagations }) => propagations)).toEqual([1, 1]);
  });

  it('runs forward from another layer once', async () => {
    const other = (await engine.vectors(smallInputs(64), LOWER)).vectors[1]!;
    expect(await forwardConvolutions(LOWER, 'cosine', other)).toBeGreaterThan(0);
    expect(await forwardConvolutions(LOWER, 'euclidean', other)).toBe(0);
  });

  it('keeps nothing but feature maps and vectors of images that are no longer looked at', async () => {
    const [a, b] = smallInputs(64);
    const newcomers = (n: number) => [
      { ...a, key: `a${n}` },
      { ...b, key: `b${n}` },
    ];
    const bytes = async () => (await engine.stats()).numBytes;
    await engine.vectors(newcomers(0), MIDDLE);
    const before = await bytes();
    await engine.vectors(newcomers(1), MIDDLE);
    const pair = layers.reduce((sum, { step, channels }) => sum + (64 / step[0]) ** 2 * channels * 4 * 2, 0);
    expect((await bytes()) - before).toBe(pair);
  });
});

describe('warming up', () => {
  const passes = async (engine: Engine, meanwhile: () => unknown) => {
    const { kernels } = await tf.profile(async () => {
      const warming = engine.warmUp([64, 64], 1);
      await meanwhile();
      await warming;
    });
    return kernels.filter(({ name }) => name === 'FusedConv2D').length;
  };

  it('runs two passes, and only one when there is something to explain meanwhile', async () => {
    const engine = await wasmEngine('objects');
    const { numTensors } = await engine.stats();
    const two = await passes(engine, () => undefined);
    expect((await engine.stats()).numTensors).toBe(numTensors);
    // Blank and real passes are the same kernels: one of each is as much as two blank ones.
    expect(await passes(engine, () => engine.vectors([smallInputs(64)[0]], layers.at(-1)!.node))).toBe(two);
    expect((await engine.stats()).forwards).toBe(1);
  });
});
