import { expect, test } from 'vitest';
import { refusedWords } from './refused.ts';

const there = () => Promise.resolve(null);
const gone = () => Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'));

test('what a browser that refuses storage keeps from being kept is said', async () => {
  expect(await refusedWords({ preferences: () => 0, records: there, networks: there })).toBeNull();
  expect(await refusedWords({ preferences: () => 0, records: there, networks: gone })).toBe(
    'This browser refuses storage to this page. Not kept: the networks, which are downloaded anew at each visit. Until the tab is closed everything works.',
  );
  const touched = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  expect(await refusedWords({ preferences: touched, records: gone, networks: gone })).toContain(
    'your choice of theme and keys; your own images and results, over a reload; the networks',
  );
});
