import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Explanation } from '../state.ts';
import { channelWeights } from './channel-weights.ts';

const vector = (...values: number[]) => ({
  pooled: Float32Array.from(values),
  embedding: new Float32Array(),
});
/** x = (3, 4), y = (4, 3): |x| |y| = 25. */
const result = (method: Explanation['settings']['method'], cis: Explanation['cis']) =>
  ({
    settings: { ...DEFAULT_SETTINGS, method },
    cis,
    vectors: { a: vector(3, 4), b: vector(4, 3) },
    partners: { a: [{ vectors: vector(4, 3), weight: 1 }], b: [{ vectors: vector(3, 4), weight: 1 }] },
  }) as unknown as Explanation;

test('weights that a method gives are shown, whether or not it has readings', () => {
  const cis = { a: Float32Array.of(1, 2), b: Float32Array.of(3, 4) };
  for (const method of ['sfam', 'grad-cam'] as const)
    expect(channelWeights(result(method, cis))).toEqual({ cis, from: 'own' });
});

test('a method that weights no channels has the contribution at this layer instead', () => {
  const { cis, from } = channelWeights(result('hires-cam', null));
  expect(from).toBe('stand-in');
  expect([...cis.a]).toEqual([expect.closeTo(12 / 25), expect.closeTo(12 / 25)]);
});
