import * as tf from '@tensorflow/tfjs-core';
import { areaOf, type Extent } from '../../core/extent.ts';
import { wasmHeap } from './wasm-heap.ts';

/**
 * RGB bytes of n images, `[h, w, 3]` each, as one float tensor `[n, h, w, 3]`, 0–255.
 * @throws RangeError for an image of another size: what it left open on wasm's heap would be anything.
 */
export function pixelTensor(images: readonly Uint8Array[], size: Extent): tf.Tensor4D {
  const each = areaOf(size) * 3;
  for (const { length } of images)
    if (length !== each) throw new RangeError(`${length} bytes are no image of ${size[0]} × ${size[1]}.`);
  const shape: [number, number, number, number] = [images.length, ...size, 3];
  const fill = (data: Float32Array) => {
    for (const [i, image] of images.entries()) data.set(image, i * each);
  };
  if (tf.getBackend() === 'wasm') return onHeap(shape, fill);
  const data = new Float32Array(images.length * each);
  fill(data);
  return tf.tensor4d(data, shape);
}

/** Filled where wasm reads it: a megabyte of floats beside its heap, to be copied there, cost as much again. */
function onHeap(shape: [number, number, number, number], fill: (data: Float32Array) => void): tf.Tensor4D {
  const heap = wasmHeap();
  const out = heap.makeOutput(shape, 'float32');
  // A view only now: making the output may have grown, and so moved, the heap.
  fill(heap.typedArrayFromHeap(out) as Float32Array);
  return tf.engine().makeTensorFromTensorInfo(out) as tf.Tensor4D;
}

/** Mean colour of RGB bytes, 0–255. */
export function meanColour(pixels: Uint8Array): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += 3) {
    sum[0] += pixels[i]!;
    sum[1] += pixels[i + 1]!;
    sum[2] += pixels[i + 2]!;
  }
  const count = pixels.length / 3;
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}
