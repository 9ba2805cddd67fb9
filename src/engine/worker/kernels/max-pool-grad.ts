import {
  backend_util,
  type KernelConfig,
  MaxPoolGrad,
  type MaxPoolGradAttrs,
  type MaxPoolGradInputs,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import type { Heap } from './heap.ts';

/**
 * The gradient of max pooling for wasm, whose own kernel (tfjs 4.22) starts each window's maximum at 0: where a
 * window has nothing above 0, a window of zeros after a ReLU included, the gradient is lost.
 *
 * dy `[n, oh, ow, C]`, input `[n, h, w, C]` → `[n, h, w, C]`: each dy goes to its window's greatest cell, in row-major
 * order to the first of equal ones, as PyTorch and tfjs's cpu backend have it.
 */
export const maxPoolGrad: KernelConfig = {
  kernelName: MaxPoolGrad,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { dy, input } = inputs as Record<keyof MaxPoolGradInputs, TensorInfo>;
    const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as MaxPoolGradAttrs;
    const shape = input.shape as [number, number, number, number];
    const info = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const heap = backend as Heap;
    const output = heap.makeOutput(shape, 'float32');
    // Views only now: making the output may have grown, and so moved, the heap.
    const dx = heap.typedArrayFromHeap(output);
    dx.fill(0);
    route(heap.typedArrayFromHeap(input), heap.typedArrayFromHeap(dy), dx, info);
    return output;
  },
};

/** Window by window; within one, cell by cell along the channels, as they lie. */
function route(x: Float32Array, dy: Float32Array, dx: Float32Array, info: backend_util.Conv2DInfo): void {
  const { inHeight, inWidth, inChannels: channels, outHeight, outWidth, padInfo } = info;
  const greatest = new Float32Array(channels);
  const winners = new Int32Array(channels);
  let at = 0;
  for (let n = 0; n < info.batchSize; n++)
    for (let oy = 0; oy < outHeight; oy++)
      for (let ox = 0; ox < outWidth; ox++) {
        const [top, left] = [oy * info.strideHeight - padInfo.top, ox * info.strideWidth - padInfo.left];
        greatest.fill(Number.NEGATIVE_INFINITY);
        winners.fill(-1);
        for (let y = Math.max(0, top); y < Math.min(inHeight, top + info.filterHeight); y++)
          for (let px = Math.max(0, left); px < Math.min(inWidth, left + info.filterWidth); px++) {
            const cell = ((n * inHeight + y) * inWidth + px) * channels;
            for (let k = 0; k < channels; k++) {
              const value = x[cell + k]!;
              if (value > greatest[k]!) {
                greatest[k] = value;
                winners[k] = cell + k;
              }
            }
          }
        for (let k = 0; k < channels; k++, at++) if (winners[k]! >= 0) dx[winners[k]!]! += dy[at]!;
      }
}
