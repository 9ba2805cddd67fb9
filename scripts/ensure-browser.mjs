/**
 * Finds a Chromium that starts, or installs one. Alone, it prints the path:
 *
 *   node scripts/ensure-browser.mjs
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onPath } from './browser/on-path.mjs';
import { runInstaller } from './browser/run-installer.mjs';
import { startsAs } from './browser/starts-as.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Places where installers put it without touching PATH. */
const knownPlaces = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((variable) => process.env[variable])
    .filter((folder) => folder !== undefined)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
];

/**
 * @param {string} path
 * @returns {boolean} whether this is a Chromium that starts
 */
export const starts = (path) => startsAs(path, /chrom/i);

/** @returns {Promise<string | null>} where Playwright keeps its own Chromium, there or not */
async function playwrightPath() {
  try {
    const { chromium } = await import('@playwright/test');
    return chromium.executablePath();
  } catch {
    return null; // Not installed, or no browser for this platform.
  }
}

/** @returns {Promise<string | null>} the first Chromium at hand that starts */
async function present() {
  const candidates = [...onPath(names), ...knownPlaces, await playwrightPath()];
  return candidates.find((path) => path !== null && starts(path)) ?? null;
}

/**
 * The path of a Chromium that starts: the one the environment names, one on this machine, Playwright's own, or
 * one installed now.
 *
 * @returns {Promise<string>}
 * @throws {Error} saying what to install
 */
export async function findChromium() {
  for (const variable of ['CHROMIUM_PATH', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH']) {
    const path = process.env[variable];
    if (!path) continue;
    // Named on purpose: another browser in its place would be a surprise.
    if (!starts(path)) throw new Error(`${variable} is '${path}', which does not start as a Chromium.`);
    return path;
  }
  const found = await present();
  if (found) return found;

  if (runInstaller('npx', ['--no-install', 'playwright', 'install', 'chromium'])) {
    const installed = await present();
    if (installed) return installed;
  }
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    runInstaller('apt-get', ['update']);
    if (runInstaller('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])) {
      const installed = await present();
      if (installed) return installed;
    }
  }
  throw new Error(
    'No Chromium that starts was found, and none could be installed. Install one of:\n' +
      '  Debian, Ubuntu: sudo apt-get install chromium\n' +
      '  anywhere:       npx playwright install --with-deps chromium\n' +
      'or set CHROMIUM_PATH to the browser you have.',
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  try {
    console.log(await findChromium());
  } catch (error) {
    console.error(`ensure-browser: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
