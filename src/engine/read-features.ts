import * as tf from '@tensorflow/tfjs-core';
import { onProcessor } from './on-processor.ts';

/** Means of a feature map A, `[N, K]`. */
export interface FeatureMeans {
  /** Over positions, `[K]`. */
  readonly pooled: Float32Array;
  /** Over channels: the control of every map, `[N]`. */
  readonly activation: Float32Array;
}

/** Means of some feature maps, `[1, h, w, K]` each. */
export function readFeatures(maps: readonly tf.Tensor4D[]): Promise<FeatureMeans[]> {
  return onProcessor() ? Promise.all(maps.map(readByLoop)) : readAtOnce(maps);
}

/** On a processor a feature map is at hand, and to take a mean over positions wasm turns it around first. */
async function readByLoop(map: tf.Tensor4D): Promise<FeatureMeans> {
  const [, h, w, channels] = map.shape;
  const data = await map.data<'float32'>();
  const pooled = new Float64Array(channels);
  const activation = new Float32Array(h * w);
  for (let p = 0, at = 0; p < activation.length; p++) {
    let sum = 0;
    for (let k = 0; k < channels; k++, at++) {
      const value = data[at]!;
      sum += value;
      pooled[k]! += value;
    }
    activation[p] = sum / channels;
  }
  return { pooled: new Float32Array(pooled.map((sum) => sum / activation.length)), activation };
}

/** Everything in one read: on a graphics device each waits for all that was asked before. */
async function readAtOnce(maps: readonly tf.Tensor4D[]): Promise<FeatureMeans[]> {
  const all = tf.tidy(() =>
    tf.concat(
      maps.flatMap((map) => {
        const [, h, w, channels] = map.shape;
        const rows = tf.reshape(map, [h * w, channels]);
        const activation = tf.matMul(rows, tf.fill([channels, 1], 1 / channels));
        return [tf.mean(map, [0, 1, 2]), tf.reshape(activation, [h * w])];
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
  return maps.map(({ shape: [, h, w, channels] }) => ({ pooled: next(channels), activation: next(h * w) }));
}
