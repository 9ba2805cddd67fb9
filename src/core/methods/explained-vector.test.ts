import { expect, it } from 'vitest';
import { explainedAt, explainedVector } from './explained-vector.ts';

it('is the embedding, or what is pooled at the layer', () => {
  const vectors = { pooled: Float32Array.of(1, 2), embedding: Float32Array.of(3) };
  expect(explainedVector(vectors, 'final')).toBe(vectors.embedding);
  expect(explainedVector(vectors, 'layer')).toBe(vectors.pooled);
  expect(explainedAt({ scope: 'final', layer: 'conv' })).toBeUndefined();
  expect(explainedAt({ scope: 'layer', layer: 'conv' })).toBe('conv');
});
