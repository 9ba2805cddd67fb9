import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { relativeError } from '../../testing/relative-error.ts';
import { FeatureMap } from './feature-map.ts';
import * as processor from './on-processor.ts';
import { readFeatures } from './read-features.ts';

/** `[1, 2, 3, 4]` and `[1, 2, 2, 5]`, of both signs. */
const maps = () =>
  [
    [1, 2, 3, 4],
    [1, 2, 2, 5],
  ].map((shape, n) => {
    const length = shape.reduce((all, side) => all * side, 1);
    const values = Float32Array.from({ length }, (_, i) => Math.sin(7 * i + n) * (i + 1));
    return tf.tensor4d(values, shape as [number, number, number, number]);
  });

describe.each(['by loop', 'at once'])('means of feature maps %s', (way) => {
  afterEach(() => vi.restoreAllMocks());

  it('are over positions and over channels, and leave no tensor behind', async () => {
    await tf.setBackend('cpu');
    vi.spyOn(processor, 'onProcessor').mockReturnValue(way === 'by loop');
    const given = maps();
    const before = tf.memory().numTensors;
    const found = await readFeatures(given.map((map) => FeatureMap.of(map)));
    expect(tf.memory().numTensors).toBe(before);
    for (const [i, map] of given.entries()) {
      const values = [...(await map.data())];
      const [, h, w, channels] = map.shape;
      const rows = Array.from({ length: h * w }, (_, p) => values.slice(p * channels, (p + 1) * channels));
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const pooled = Array.from({ length: channels }, (_, k) => mean(rows.map((row) => row[k]!)));
      expect(relativeError(found[i]!.pooled, pooled)).toBeLessThan(1e-6);
      expect(relativeError(found[i]!.activation, rows.map(mean))).toBeLessThan(1e-6);
      const norms = rows.map((row) => Math.hypot(...row));
      expect(relativeError(found[i]!.norm, norms)).toBeLessThan(1e-6);
      expect(found[i]!.signed).toBe(true);
    }
    for (const map of given) map.dispose();
  });
});
