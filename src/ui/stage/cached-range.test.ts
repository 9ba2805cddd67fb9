import { expect, it } from 'vitest';
import { cachedRange } from './cached-range.ts';

it('reads a map through once for every way to draw it, alone and with its partner', () => {
  const [map, partner] = [Float32Array.of(-1, 0, 2), Float32Array.of(0, 5)];
  const alone = cachedRange([map], 'both', false);
  expect(alone).toEqual({ low: -1, high: 2 });
  expect(cachedRange([map, partner], 'both', false)).toEqual({ low: -1, high: 5 });
  expect(cachedRange([map], 'positive', false)).toEqual({ low: 0, high: 2 });
  expect(cachedRange([map], 'both', false)).toBe(alone);
});
