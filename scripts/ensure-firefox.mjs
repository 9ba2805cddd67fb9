/**
 * Finds a Firefox that starts, or installs Debian's. Alone, it prints the path:
 *
 *   node scripts/ensure-firefox.mjs
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onPath } from './browser/on-path.mjs';
import { runInstaller } from './browser/run-installer.mjs';
import { startsAs } from './browser/starts-as.mjs';

/** Places where installers put it without touching PATH. */
const knownPlaces = [
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((variable) => process.env[variable])
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Mozilla Firefox', 'firefox.exe')),
];

/** @param {string} path */
const starts = (path) => startsAs(path, /firefox/i);

/** @returns {string | null} the first Firefox at hand that starts */
const present = () => [...onPath(['firefox-esr', 'firefox']), ...knownPlaces].find(starts) ?? null;

/**
 * The path of a Firefox that starts: the one FIREFOX_PATH names, one on this machine, or one installed now where
 * that is possible without asking (root on Debian). Otherwise null, and stderr says what to install.
 *
 * @returns {string | null}
 * @throws {Error} when FIREFOX_PATH names something else
 */
export function findFirefox() {
  const named = process.env.FIREFOX_PATH;
  if (named) {
    // Named on purpose: another browser in its place would be a surprise.
    if (!starts(named)) throw new Error(`FIREFOX_PATH is '${named}', which does not start as a Firefox.`);
    return named;
  }
  const found = present();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    runInstaller('apt-get', ['update']);
    if (runInstaller('apt-get', ['install', '-y', '--no-install-recommends', 'firefox-esr'])) {
      const installed = present();
      if (installed) return installed;
    }
  }
  console.error(
    'No Firefox that starts was found, and none could be installed. Install one:\n' +
      '  Debian: sudo apt-get install firefox-esr\n' +
      '  Ubuntu and elsewhere: https://www.mozilla.org/firefox\n' +
      'or set FIREFOX_PATH to the browser you have.',
  );
  return null;
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const path = findFirefox();
  if (path) console.log(path);
  else process.exitCode = 1;
}
