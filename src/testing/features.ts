import fc from 'fast-check';
import { random } from '../core/random.ts';

/** A feature map `[h, w, K]`, row-major, float32 values. */
export interface Features {
  readonly data: Float32Array;
  readonly shape: readonly [number, number, number];
}

/** Normal noise around a positive mean, as after an activation function: no two directions coincide. */
export function randomFeatures(seed: number, shape: readonly [number, number, number]): Features {
  const stream = random(seed);
  const length = shape[0] * shape[1] * shape[2];
  return { shape, data: Float32Array.from({ length }, () => 0.5 + stream.normal()) };
}

/** Two images' features at one layer: the same K, each its own height and width. */
export const featurePairs = fc
  .record({
    seed: fc.integer({ min: 0, max: 1e6 }),
    channels: fc.integer({ min: 3, max: 8 }),
    sizes: fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 2, max: 4 }))),
  })
  .map(({ seed, channels, sizes }) => ({
    a: randomFeatures(seed, [sizes[0]!, sizes[1]!, channels]),
    b: randomFeatures(seed + 1, [sizes[2]!, sizes[3]!, channels]),
  }));
