import { expect, it } from 'vitest';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Result } from '../state.ts';
import { explainedByItself, sameForNetwork } from './same-for-network.ts';

it('compares what the scope explains: two images can differ at the end and agree at a layer', () => {
  const of = (pooled: number, embedding: number) => ({
    pooled: Float32Array.of(1, pooled),
    embedding: Float32Array.of(1, embedding),
  });
  const result = (scope: 'final' | 'layer') =>
    ({
      settings: { ...DEFAULT_SETTINGS, scope },
      explanations: [{ vectors: of(2, 3) }, { vectors: of(2, 4) }],
    }) as unknown as Result;
  expect(sameForNetwork(result('layer'))).toBe(true);
  expect(sameForNetwork(result('final'))).toBe(false);
});

it('lets a class say something of two images that are the same', () => {
  const vectors = { pooled: Float32Array.of(1, 2), embedding: Float32Array.of(1, 2) };
  const result = (against: 'none' | 'class') =>
    ({
      settings: { ...DEFAULT_SETTINGS, against },
      explanations: [{ vectors }, { vectors }],
    }) as unknown as Result;
  expect(explainedByItself(result('none'))).toBe(true);
  expect(explainedByItself(result('class'))).toBe(false);
});
