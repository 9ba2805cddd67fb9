import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Explanation } from '../state.ts';
import { channelWeights } from './channel-weights.ts';

const vector = (...values: number[]) => ({
  pooled: Float32Array.from(values),
  embedding: new Float32Array(),
});
/** x = (3, 4), y = (4, 3): |x| |y| = 25. */
const explained = (
  method: Explanation['settings']['method'],
  own: Explanation['channelWeights'],
): Parameters<typeof channelWeights>[0] => ({
  settings: { ...DEFAULT_SETTINGS, method },
  channelWeights: own,
  vectors: vector(3, 4),
  against: [{ id: 'y', name: 'y', vectors: vector(4, 3), weight: 1 }],
});

test('weights that a method gives are shown, whether or not it has readings', () => {
  const cis = Float32Array.of(1, 2);
  for (const method of ['sfam', 'grad-cam'] as const)
    expect(channelWeights(explained(method, cis))).toEqual({ cis, from: 'own' });
});

test('a method that weights no channels has the contribution at this layer instead', () => {
  const { cis, from } = channelWeights(explained('hires-cam', null));
  expect(from).toBe('stand-in');
  expect([...cis]).toEqual([expect.closeTo(12 / 25), expect.closeTo(12 / 25)]);
});
