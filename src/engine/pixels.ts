import * as tf from '@tensorflow/tfjs-core';

/** The newest batch as floats, on the backend that copies what it is given at once. */
let scratch = new Float32Array(0);

/** RGB bytes of n images, `[size, size, 3]` each, as one float tensor `[n, size, size, 3]`, 0–255. */
export function pixelTensor(images: readonly Uint8Array[], size: number): tf.Tensor4D {
  const each = size * size * 3;
  const length = images.length * each;
  // A fresh megabyte for every batch costs a browser more than filling it.
  const reuse = tf.getBackend() === 'wasm';
  const data = reuse && scratch.length === length ? scratch : new Float32Array(length);
  if (reuse) scratch = data;
  for (const [i, image] of images.entries()) data.set(image, i * each);
  return tf.tensor4d(data, [images.length, size, size, 3]);
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
