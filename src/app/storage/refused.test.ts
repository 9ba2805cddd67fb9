import { afterEach, expect, test, vi } from 'vitest';
import { refusedWords } from './refused.ts';

afterEach(() => vi.unstubAllGlobals());

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

test('a browser without storage for one tab, but with a database, is one that refuses', async () => {
  vi.stubGlobal('location', { href: 'https://host.test/' });
  vi.stubGlobal('localStorage', { length: 0 });
  vi.stubGlobal('caches', { keys: there });
  const request = { result: { close: () => undefined, name: 'probe' } };
  const open = () => {
    queueMicrotask(() => (request as { onsuccess?: () => void }).onsuccess?.());
    return request;
  };
  vi.stubGlobal('indexedDB', { open, deleteDatabase: () => undefined });
  vi.stubGlobal('sessionStorage', { length: 0 });
  expect(await refusedWords()).toBeNull();
  // As Firefox has it with dom.storage.enabled=false.
  vi.stubGlobal('sessionStorage', null);
  expect(await refusedWords()).toContain('Not kept: your own images and results, over a reload.');
});
