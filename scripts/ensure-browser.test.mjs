import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findChromium, starts } from './ensure-browser.mjs';

/** @type {string} */
let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'browsers-'));
  vi.stubEnv('CHROMIUM_PATH', '');
  vi.stubEnv('PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH', '');
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

describe.skipIf(process.platform === 'win32')('ensure-browser', () => {
  it('accepts only what really starts as a Chromium', () => {
    expect(starts(program('good', 'echo Chromium 140.0'))).toBe(true);
    expect(starts(program('stub', 'echo install the snap; exit 1'))).toBe(false);
    expect(starts(program('other', 'echo Mozilla Firefox 140'))).toBe(false);
    expect(starts(join(folder, 'absent'))).toBe(false);
  });

  it('takes the first on PATH that starts, and passes over one that does not', async () => {
    program('chromium', 'exit 127');
    const chrome = program('google-chrome', 'echo Google Chrome 140.0');
    vi.stubEnv('PATH', folder);
    expect(await findChromium()).toBe(chrome);
  });

  it('prefers the one named by the environment, and refuses a wrong one instead of taking another', async () => {
    program('chromium', 'echo Chromium 140.0');
    vi.stubEnv('PATH', folder);
    vi.stubEnv('CHROMIUM_PATH', program('mine', 'echo Chromium 139.0'));
    expect(await findChromium()).toBe(join(folder, 'mine'));
    vi.stubEnv('CHROMIUM_PATH', join(folder, 'absent'));
    await expect(findChromium()).rejects.toThrow('CHROMIUM_PATH');
  });
});
