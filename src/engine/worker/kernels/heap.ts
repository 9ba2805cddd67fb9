import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';

/**
 * What kernels of our own use of the wasm backend. A view of the heap ends when an output is made, since that may have
 * grown, and so moved, the heap: make outputs first.
 */
export type Heap = Pick<BackendWasm, 'makeOutput' | 'disposeData'> & {
  typedArrayFromHeap(tensor: TensorInfo): Float32Array;
};
