import { expect, it } from 'vitest';
import { upsample } from '../upsample.ts';
import { blurredBaseline } from './baseline.ts';
import { Masker } from './masker.ts';
import { pixelOrder } from './pixel-order.ts';

const SIDE = 8;
const SIZE = [SIDE, SIDE] as const;
const pixels = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => (i * 37) % 256);
const map = { data: Float32Array.of(1, -2, 3, 0), height: 2, width: 2 };

it('cuts away the first pixels of the order, or keeps nothing but them', () => {
  const masker = new Masker();
  masker.add('p', pixels, SIZE);
  const copies = masker.copies('p', [
    { map, cut: { share: 0.25, kept: 0 } },
    { map, cut: { share: 0.25, kept: 1 } },
  ]);
  const order = pixelOrder(upsample(map.data, 2, 2, SIDE, SIDE));
  const first = new Set(order.subarray(0, (SIDE * SIDE) / 4));
  const blurred = Uint8ClampedArray.from(blurredBaseline(pixels, SIZE));
  for (let p = 0; p < SIDE * SIDE; p++) {
    const at = p * 3;
    expect(copies[at]).toBe(first.has(p) ? blurred[at] : pixels[at]);
    expect(copies[pixels.length + at]).toBe(first.has(p) ? pixels[at] : blurred[at]);
  }
});

it('fades by the whole map: nothing is left of its least place, all of its greatest', () => {
  const masker = new Masker((bytes) => new Float32Array(bytes.length).fill(7));
  masker.add('p', pixels, SIZE);
  const copy = masker.copies('p', [{ map, cut: null }]);
  const values = upsample(map.data, 2, 2, SIDE, SIDE);
  const [least, most] = [values.indexOf(Math.min(...values)), values.indexOf(Math.max(...values))];
  expect([...copy.subarray(least * 3, least * 3 + 3)]).toEqual([7, 7, 7]);
  expect(copy.subarray(most * 3, most * 3 + 3)).toEqual(pixels.subarray(most * 3, most * 3 + 3));
});

it('blurs a picture once, and lets the oldest go', () => {
  let blurs = 0;
  const masker = new Masker((bytes) => {
    blurs += 1;
    return new Float32Array(bytes.length);
  });
  for (const key of ['a', 'b', 'c', 'd', 'e']) masker.add(key, pixels, SIZE);
  masker.copies('e', [{ map, cut: null }]);
  masker.copies('e', [{ map, cut: { share: 0.5, kept: 0 } }]);
  expect(blurs).toBe(5);
  expect(['a', 'b', 'e'].map((key) => masker.has(key))).toEqual([false, true, true]);
});
