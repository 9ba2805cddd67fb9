import { alone } from '../../core/methods/objectives-of.ts';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { stabilityVerdict } from '../../core/stability-verdict.ts';
import { tinyGraph } from '../../testing/tiny-graph.ts';
import { FeatureMap } from './feature-map.ts';
import { Graph } from './graph.ts';
import { stability } from './stability.ts';
import type { Source } from './tensor-side.ts';
import { tailVjp } from './vjp.ts';

/** One gate of a ReLU6 stands `distance` below its kink at 6, relative to that; all others are far from theirs. */
describe('stability', () => {
  let graph: Graph;

  beforeAll(async () => {
    await tf.setBackend('cpu');
    graph = await Graph.open(await tinyGraph('Relu6'));
  });

  async function verdict(distance: number) {
    const before = tf.memory().numTensors;
    const values = [1, 2, 3, 4, 5, 2.5, 6 * (1 - distance), 3.5];
    const activation = tf.tensor4d(values, [1, 2, 2, 2]);
    const pooled = Float32Array.of(3.75, 3);
    const source: Source = {
      image: 'a',
      layer: 'x',
      isEmbedding: false,
      map: FeatureMap.of(activation),
      vectors: { pooled, embedding: pooled },
      input: { pixels: new Uint8Array(3), size: [1, 1] },
    };
    const other = { pooled: Float32Array.of(2, 1), embedding: Float32Array.of(2, 1) };
    const { trials } = await stability(
      source,
      {
        job: 1,
        image: 'a',
        layer: 'x',
        against: alone(other),
        method: 'sfam',
        metric: 'cosine',
        reading: 'contribution',
        scope: 'final',
        seed: 1,
      },
      (disturbed, cotangent) =>
        tf.tidy(() => tailVjp(graph, 'x', 'Relu6', disturbed, tf.tensor2d(cotangent, [1, cotangent.length]))),
    );
    activation.dispose();
    return { trials, leaked: tf.memory().numTensors - before, ...stabilityVerdict(trials) };
  }

  it('sees a gate on its kink flip: the map jumps under what rounding does', async () => {
    const { kind, rounding, trials } = await verdict(0);
    expect(kind).toBe('unstable');
    // One of the two channels gains a quarter of its weight: no rounding error is that large.
    expect(rounding).toBeGreaterThan(0.05);
    expect(trials).toHaveLength(8);
    // On the kink the derivative is that of one side: of each two ways, one finds the other.
    for (const { seed, disturbance } of trials) {
      const both = trials.filter((trial) => trial.seed === seed && trial.disturbance === disturbance);
      expect(both.filter(({ jump }) => jump! > 0.05)).toHaveLength(1);
    }
  });

  it('tells a gate that only ten times that noise flips', async () => {
    expect((await verdict(1.5e-6)).kind).toBe('near');
  });

  it('finds a map stable whose gates are clear of their kinks', async () => {
    const { kind, largest } = await verdict(1e-3);
    expect(kind).toBe('stable');
    expect(largest).toBeLessThan(2e-5);
    expect(largest).toBeGreaterThan(0);
  });

  it('leaves nothing behind', async () => {
    expect((await verdict(0)).leaked).toBe(0);
  });
});
