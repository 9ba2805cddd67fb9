import type * as tf from '@tensorflow/tfjs-core';
import { fromValues } from './wasm-heap.ts';

/** One image's feature map A at a layer, in the batch that it went through the network with. */
export class FeatureMap {
  /** `[h, w, K]`. */
  readonly shape: readonly [number, number, number];
  private readonly batch: tf.Tensor4D;
  private readonly index: number;
  private readonly cut: () => tf.Tensor4D;

  /** @param batch `[n, h, w, K]`. @param cut the image's own part of it, `[1, h, w, K]`; owned by the caller. */
  constructor(batch: tf.Tensor4D, index: number, cut: () => tf.Tensor4D) {
    const [, h, w, k] = batch.shape;
    this.shape = [h, w, k];
    this.batch = batch;
    this.index = index;
    this.cut = cut;
  }

  static of(tensor: tf.Tensor4D): FeatureMap {
    return new FeatureMap(tensor, 0, () => tensor);
  }

  /** `[1, h, w, K]`; not the caller's to dispose. */
  tensor(): tf.Tensor4D {
    return this.cut();
  }

  /**
   * Something made at once from the values, `[h·w·K]`, which are not to be changed. For processors, where nothing is
   * cut or copied for it: both would cost more than the small sums that are made this way.
   */
  read<T>(make: (values: Float32Array) => T): Promise<T> {
    const length = this.batch.size / this.batch.shape[0];
    const from = this.index * length;
    return fromValues(this.batch, (values) => make(values.subarray(from, from + length)));
  }
}
