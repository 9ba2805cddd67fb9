import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SECURITY_HEADERS } from './build/security-policy.mjs';

const WORKFLOWS = '.github/workflows';
const workflows = readdirSync(WORKFLOWS).map((name) => [name, readFileSync(`${WORKFLOWS}/${name}`, 'utf8')]);

test.each(
  workflows,
)('%s runs actions by the hash of a commit, which nobody can move as they can a tag', (_, text) => {
  const used = [...text.matchAll(/uses:\s*(\S+)/g)].map(([, action]) => action);
  expect(used).not.toEqual([]);
  for (const action of used) expect(action).toMatch(/^(\.\/|[\w.-]+\/[\w./-]+@[0-9a-f]{40}$)/);
});

test.each(workflows)('%s leaves no credentials behind for what runs after the checkout', (_, text) => {
  const checkouts = text.split(/^\s*- /m).filter((step) => /uses:\s*actions\/checkout@/.test(step));
  for (const step of checkouts) expect(step).toMatch(/persist-credentials:\s*false/);
});

test.each(workflows)('%s may read and nothing else, but where a job says so', (_, text) => {
  expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
});

test('packages run no scripts of theirs when they are installed, and those that would can do without', () => {
  expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const scripted = Object.entries(packages)
    .filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional)
    .map(([path]) => path.replace('node_modules/', ''));
  // core-js asks for donations, protobufjs warns of its version scheme. A new one: see what it does, and add it here.
  expect(scripted.sort()).toEqual(['core-js', 'protobufjs']);
});

test('hosts that read _headers keep windows of other origins apart from this one', () => {
  expect(SECURITY_HEADERS).toMatchObject({
    'Cross-Origin-Opener-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  });
  expect(SECURITY_HEADERS['Content-Security-Policy']).toContain("frame-ancestors 'none'");
});
