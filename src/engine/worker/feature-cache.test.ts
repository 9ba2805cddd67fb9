import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FeatureCache } from './feature-cache.ts';

const NODE = 'layer';
/** One image's map, `[1, 2, 2, 4]`. */
const BYTES = 64;

describe('FeatureCache', () => {
  let before: number;
  let cache: FeatureCache;
  /** One forward pass for these images; each value of a map is the image's place in the batch. */
  const add = (...keys: string[]) => {
    const values = Float32Array.from({ length: keys.length * 16 }, (_, i) => Math.floor(i / 16));
    const map = tf.tensor4d(values, [keys.length, 2, 2, 4]);
    cache.add(
      keys.map((key) => ({ key, size: [1, 1], pixels: new Uint8Array(3) })),
      new Map([[NODE, map]]),
    );
  };
  /** A whole request. */
  const use = (...keys: string[]) => cache.hold(keys)();
  const kept = (keys: string) =>
    Array.from(keys)
      .filter((key) => cache.has(key))
      .join('');

  beforeAll(() => tf.setBackend('cpu'));
  beforeEach(() => {
    before = tf.memory().numTensors;
    cache = new FeatureCache(4 * BYTES);
  });
  afterEach(() => {
    cache.clear();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('evicts the least recently used image when the budget is exceeded', () => {
    for (const key of 'abcd') add(key);
    use('a');
    add('e');
    use('e');
    expect(kept('abcde')).toBe('acde');
    expect(tf.memory().numTensors).toBe(before + 4);
  });

  it('keeps the images of a request, old ones too, however much it brings in', () => {
    for (const key of 'abcd') add(key);
    add('e', 'f', 'g', 'h');
    const release = cache.hold(Array.from('aefgh'));
    // Another request begins and ends meanwhile.
    add('i');
    use('i');
    expect(kept('abcdefghi')).toBe('aefgh');
    expect(() => cache.map('a', NODE).tensor()).not.toThrow();
    release();
    // A batch goes with its last image: dropping `e` alone would free nothing.
    expect(cache.has('a')).toBe(false);
    expect(kept('efgh')).toBe('efgh');
  });

  it('keeps what two requests hold until both are done', () => {
    add('a');
    const [first, second] = [cache.hold(['a']), cache.hold(['a'])];
    for (const key of 'bcdef') add(key);
    first();
    expect(kept('abcdef')).toBe('adef');
    second();
    add('g');
    use('g');
    expect(kept('abcdefg')).toBe('defg');
  });

  it('never evicts the newest two, whatever they take', () => {
    add('a');
    add('b', 'c', 'd', 'e', 'f');
    use('a');
    add('g');
    use('g', 'a');
    expect(kept('ag')).toBe('ag');
  });

  it('cuts an image out of its batch once, and disposes the batch with its last image', async () => {
    add('a', 'b');
    expect([...(await cache.map('b', NODE).tensor().data())]).toEqual(new Array(16).fill(1));
    expect(cache.map('b', NODE).tensor()).toBe(cache.map('b', NODE).tensor());
    expect(tf.memory().numTensors).toBe(before + 2);
    add('b');
    expect(tf.memory().numTensors).toBe(before + 2);
    expect([...(await cache.map('a', NODE).tensor().data())]).toEqual(new Array(16).fill(0));
    add('a');
    expect(tf.memory().numTensors).toBe(before + 2);
  });

  it('reads an image’s values out of its batch without a tensor more', async () => {
    add('a', 'b');
    const read = (key: string) => cache.map(key, NODE).read((values) => [...values]);
    expect([await read('a'), await read('b')]).toEqual([new Array(16).fill(0), new Array(16).fill(1)]);
    expect(tf.memory().numTensors).toBe(before + 1);
  });

  it('hands out the map itself where an image went through alone', () => {
    add('a');
    cache.map('a', NODE).tensor();
    expect(tf.memory().numTensors).toBe(before + 1);
  });

  it('refuses what it does not have', () => {
    add('a');
    expect(() => cache.hold(['a', 'b'])).toThrow('image b is not in the cache');
    expect(() => cache.map('a', 'other')).toThrow('no layer other');
    // The refused hold holds nothing.
    for (const key of 'cdefg') add(key);
    use('g');
    expect(cache.has('a')).toBe(false);
  });
});
