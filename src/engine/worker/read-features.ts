import * as tf from '@tensorflow/tfjs-core';
import type { FeatureMap } from './feature-map.ts';
import { onProcessor } from './on-processor.ts';

/** Means of a feature map A, `[N, K]`. */
export interface FeatureMeans {
  /** Over positions, `[K]`. */
  readonly pooled: Float32Array;
  /** Over channels: the control of every map, `[N]`. */
  readonly activation: Float32Array;
  /** `|A_p|`, `[N]`. */
  readonly norm: Float32Array;
  /** Is any activation below zero? */
  readonly signed: boolean;
}

/** Means of some feature maps. */
export function readFeatures(maps: readonly FeatureMap[]): Promise<FeatureMeans[]> {
  if (!onProcessor()) return readAtOnce(maps);
  return Promise.all(maps.map((map) => map.read((values) => means(values, map.shape[2]))));
}

/** On a processor a feature map is at hand, and to take a mean over positions wasm turns it around first. */
function means(values: Float32Array, channels: number): FeatureMeans {
  const pooled = new Float64Array(channels);
  const activation = new Float32Array(values.length / channels);
  const norm = new Float32Array(activation.length);
  let least = 0;
  for (let p = 0, at = 0; p < activation.length; p++) {
    let sum = 0;
    let squares = 0;
    for (let k = 0; k < channels; k++, at++) {
      const value = values[at]!;
      sum += value;
      squares += value * value;
      if (value < least) least = value;
      pooled[k]! += value;
    }
    activation[p] = sum / channels;
    norm[p] = Math.sqrt(squares);
  }
  return {
    pooled: new Float32Array(pooled.map((sum) => sum / activation.length)),
    activation,
    norm,
    signed: least < 0,
  };
}

/** Everything in one read: on a graphics device each waits for all that was asked before. */
async function readAtOnce(maps: readonly FeatureMap[]): Promise<FeatureMeans[]> {
  const all = tf.tidy(() =>
    tf.concat(
      maps.flatMap((map) => {
        const [h, w, channels] = map.shape;
        const tensor = map.tensor();
        const rows = tf.reshape(tensor, [h * w, channels]);
        const activation = tf.matMul(rows, tf.fill([channels, 1], 1 / channels));
        return [
          tf.mean(tensor, [0, 1, 2]),
          tf.reshape(activation, [h * w]),
          tf.sqrt(tf.sum(tf.square(rows), 1)),
          tf.reshape(tf.min(rows), [1]),
        ];
      }),
    ),
  );
  const data = await all.data<'float32'>();
  all.dispose();
  let at = 0;
  const next = (length: number) => {
    at += length;
    return data.slice(at - length, at);
  };
  return maps.map(({ shape: [h, w, channels] }) => ({
    pooled: next(channels),
    activation: next(h * w),
    norm: next(h * w),
    signed: next(1)[0]! < 0,
  }));
}
