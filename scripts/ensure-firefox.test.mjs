import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findFirefox } from './ensure-firefox.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browsers-'));
  vi.stubEnv('FIREFOX_PATH', '');
  vi.stubEnv('PATH', folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** @param {string} name @param {string} body @returns {string} path of a shell script that plays a browser */
function program(name, body) {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(process.platform === 'win32')('ensure-firefox', () => {
  it('passes over one that does not start, and takes the next', () => {
    program('firefox-esr', 'exit 127');
    const firefox = program('firefox', 'echo Mozilla Firefox 140.0');
    expect(findFirefox()).toBe(firefox);
  });

  it('prefers the one named by the environment, and refuses a wrong one instead of taking another', () => {
    program('firefox', 'echo Mozilla Firefox 140.0');
    const mine = program('mine', 'echo Mozilla Firefox 139.0');
    vi.stubEnv('FIREFOX_PATH', mine);
    expect(findFirefox()).toBe(mine);
    vi.stubEnv('FIREFOX_PATH', program('other', 'echo Chromium 140.0'));
    expect(() => findFirefox()).toThrow('FIREFOX_PATH');
  });
});
