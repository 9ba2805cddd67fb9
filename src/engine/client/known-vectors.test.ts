import { expect, it } from 'vitest';
import { KnownVectors } from './known-vectors.ts';

const vector = (n: number) => ({ pooled: Float32Array.of(n), embedding: Float32Array.of(-n) });
const reply = (...values: number[]) => ({
  vectors: values.map(vector),
  shape: [7, 7, 480] as const,
  forwarded: values.length,
});

it('recalls images of one layer in the order they are asked for, and none of it when one is missing', () => {
  const known = new KnownVectors();
  known.remember([{ key: 'a' }, { key: 'b' }], 'last', reply(1, 2));
  expect(known.recall([{ key: 'b' }, { key: 'a' }], 'last')).toEqual({ ...reply(2, 1), forwarded: 0 });
  expect(known.recall([{ key: 'a' }, { key: 'c' }], 'last')).toBeNull();
  expect(known.recall([{ key: 'a' }], 'middle')).toBeNull();
  known.clear();
  expect(known.recall([{ key: 'a' }], 'last')).toBeNull();
});

it('keeps the newest 64', () => {
  const known = new KnownVectors();
  for (let n = 0; n < 65; n++) known.remember([{ key: String(n) }], 'last', reply(n));
  expect(known.recall([{ key: '0' }], 'last')).toBeNull();
  expect(known.recall([{ key: '1' }], 'last')?.vectors).toEqual([vector(1)]);
});
