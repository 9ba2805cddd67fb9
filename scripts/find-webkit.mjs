/**
 * Finds Safari's engine as Debian packages it: WebKitGTK's driver, its small browser, and a screen to draw on.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { onPath } from './browser/on-path.mjs';

/** What CONTRIBUTING.md says to install. */
export const WEBKIT_REMEDY = 'Debian and Ubuntu: sudo apt-get install webkit2gtk-driver xvfb';

/** @param {string} folder */
const below = (folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []);

/**
 * @returns {{ driver: string, browser: string, screen: string } | null} paths of the three programs, or null where one
 * is missing.
 */
export function findWebKit() {
  const [driver] = onPath(['WebKitWebDriver']).filter((path) => existsSync(path));
  const [screen] = onPath(['Xvfb']).filter((path) => existsSync(path));
  // Debian keeps the browser beside the library: /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser.
  const [browser] = [
    '/usr/lib',
    '/usr/libexec',
    ...below('/usr/lib').filter((path) => path.includes('-linux-')),
  ]
    .flatMap(below)
    .filter((path) => /webkit(2)?gtk-[\d.]+$/.test(path))
    .map((path) => join(path, 'MiniBrowser'))
    .filter((path) => existsSync(path));
  return driver && screen && browser ? { driver, browser, screen } : null;
}
