import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Does this file start, and is it the browser that is meant? A binary can be there and lack a library, be for
 * another processor, or be a stub that asks to install a snap.
 *
 * @param {string} path
 * @param {RegExp} name what `--version` must print
 * @returns {boolean}
 */
export function startsAs(path, name) {
  if (!existsSync(path)) return false;
  // On Windows browsers open a window on --version and print nothing: there, being there is enough.
  if (process.platform === 'win32') return true;
  const run = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return run.status === 0 && name.test(run.stdout);
}
