import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** @param {string} name */
const workflow = (name) => readFileSync(`.github/workflows/${name}.yml`, 'utf8');

test('a push samples, and every night nothing is left out', () => {
  const [push, night] = [workflow('pages'), workflow('nightly')];
  expect(push).toMatch(/^ {2}push:$/m);
  expect(push).toMatch(/^ {6}- run: npm test$/m);
  expect(push).not.toMatch(/SWEEP/);
  expect(night).toMatch(/^ {4}- cron: '\d+ \d+ \* \* \*'$/m);
  expect(night).toMatch(/^ {6}- run: npm test\n {8}env:\n {10}SWEEP: full$/m);
});

test('CONTRIBUTING names every test that a push only samples, and no other', () => {
  const sampled = readdirSync('e2e')
    .map((name) => `e2e/${name}`)
    .filter((path) => path.endsWith('.spec.ts') && readFileSync(path, 'utf8').includes('FULL_SWEEP'));
  expect(sampled.length).toBeGreaterThan(1);
  const table = readFileSync('CONTRIBUTING.md', 'utf8').matchAll(/^\| `(e2e\/.+\.spec\.ts)` \|/gm);
  // Not by a sweep, but by what is installed.
  const named = [...table].map(([, path]) => path).filter((path) => path !== 'e2e/webkit.spec.ts');
  expect(named.sort()).toEqual(sampled.sort());
});
