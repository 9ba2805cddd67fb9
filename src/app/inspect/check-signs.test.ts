import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Result, Settings } from '../state.ts';
import { hasSigns } from './check-signs.ts';

/** What is read of a result. @param embedding `[E]`, beside a pooled vector of two numbers. */
const result = (change: Partial<Settings>, embedding: readonly number[], other = [2, 1]) => {
  const settings = { ...DEFAULT_SETTINGS, ...change };
  const explanations = [
    { pooled: Float32Array.of(1, 2), embedding: Float32Array.from(embedding) },
    { pooled: Float32Array.from(other), embedding: Float32Array.from(other) },
  ].map((vectors) => ({ settings, vectors }));
  return { settings, explanations } as unknown as Result;
};

test('signs can be held against silencing where the explained vector is the one pooled here', () => {
  expect(hasSigns(result({}, [1, 2]))).toBe(true);
  expect(hasSigns(result({ method: 'mean-activation' }, [1, 2]))).toBe(false);
  // Below the last layer the embedding is another vector, and often of another length.
  const below = 'tower_0/MobilenetV3/expanded_conv_11/add';
  expect(hasSigns(result({ layer: below, method: 'hires-cam' }, [3, 1], [0, 1]))).toBe(false);
  expect(hasSigns(result({ layer: below, method: 'hires-cam' }, [3, 1, 4], [0, 1, 5]))).toBe(false);
  expect(hasSigns(result({ layer: below, scope: 'layer' }, [3, 1, 4]))).toBe(true);
});

test('nothing is for or against between images that are the same to the network', () => {
  expect(hasSigns(result({}, [1, 2], [1, 2]))).toBe(false);
});
