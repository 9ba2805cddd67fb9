import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { random } from '../../core/random.ts';
import { maskedPixels } from './masked-pixels.ts';

test('a white and a black pixel: kept, half hidden, hidden', () => {
  const pixels = Uint8Array.from([255, 255, 255, 0, 0, 0, 255, 255, 255, 0, 0, 0]);
  const mean = [127.5, 127.5, 127.5] as const;
  // Three masks of one cell each: 1 gives the image back, 0 the mean, ½ the values half-way.
  const out = maskedPixels(pixels, mean, [2, 2], Float32Array.of(1, 0.5, 0), 1, 1);
  expect([...out.subarray(0, 12)]).toEqual([...pixels]);
  expect([...out.subarray(12, 18)]).toEqual([191.25, 191.25, 191.25, 63.75, 63.75, 63.75]);
  expect(new Set(out.subarray(24))).toEqual(new Set([127.5]));
});

test('the same as TensorFlow.js gives, whose resizing GPU backends use', async () => {
  await tf.setBackend('cpu');
  const [size, count, grid] = [20, 3, 7];
  const numbers = random(5);
  const pixels = Uint8Array.from({ length: size * size * 3 }, () => Math.floor(numbers.uniform() * 256));
  const masks = Float32Array.from({ length: count * grid * grid }, () => numbers.uniform());
  const mean = [90, 120, 30] as const;
  const expected = tf.tidy(() => {
    const mask = tf.image.resizeBilinear(
      tf.tensor4d(masks, [count, grid, grid, 1]),
      [size, size],
      false,
      true,
    );
    const image = tf.tensor4d(Float32Array.from(pixels), [1, size, size, 3]);
    return tf.add(tf.mul(mask, tf.sub(image, [[[mean]]])), [[[mean]]]);
  });
  const reference = await expected.data();
  expected.dispose();
  const out = maskedPixels(pixels, mean, [size, size], masks, grid, grid);
  const worst = out.reduce((most, value, i) => Math.max(most, Math.abs(value - reference[i]!)), 0);
  expect(worst).toBeLessThan(1e-3);
});
