import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/** The running wasm backend's memory. A view of it is for the moment: what allocates may move the heap. */
export const wasmHeap = () =>
  tf.backend() as unknown as Pick<BackendWasm, 'makeOutput' | 'typedArrayFromHeap'>;

/**
 * Something made at once from a tensor's values, which on wasm are read where they lie: a copy of them would cost as
 * much again.
 */
export async function fromValues<T>(tensor: tf.Tensor, make: (values: Float32Array) => T): Promise<T> {
  if (tf.getBackend() === 'wasm') return make(wasmHeap().typedArrayFromHeap(tensor) as Float32Array);
  return make(await tensor.data<'float32'>());
}
