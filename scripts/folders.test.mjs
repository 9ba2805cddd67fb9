import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Folders with code of ours, and all folders in them. @returns {string[]} */
const within = (/** @type {string} */ folder) => [
  folder,
  ...readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name)),
];
const filesOf = (/** @type {string} */ folder) =>
  readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());

const SOURCES = within('src');
const READMES = ['.', ...SOURCES, ...within('scripts'), ...within('e2e'), ...within('bench'), 'docs']
  .flatMap((folder) => ['README.md', 'CONTRIBUTING.md'].map((name) => join(folder, name)))
  .filter((path) => existsSync(path));

/** One of these says where a folder's code runs. */
const THREAD =
  /on the page's thread|\bin the page\b|on the page:|any thread|no threads|DOM or threads|in the (engine|decoder)'s workers?|service worker|tests only|only tests|for tests|\| thread \|/i;

describe.each(SOURCES.filter((folder) => filesOf(folder).length > 2))('%s', (folder) => {
  test('says what it is, and on which thread', () => {
    expect(existsSync(join(folder, 'README.md')), 'has a README').toBe(true);
    if (folder === 'src') return;
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toMatch(THREAD);
  });
});

/** Folders at the root whose names begin a path; what is made by the build is not there yet. */
const MADE = /^(dist|public|node_modules|models|samples|test-results)\//;
const ROOTS = ['.', 'src'].flatMap((root) =>
  readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name),
);

/** Does this code name a file or a folder of the repository? @param {string} code */
function isPath(code) {
  if (!/^[\w.@/<>*-]+$/.test(code) || MADE.test(code)) return false;
  if (/\.(tsx?|mjs|css|md|html)$/.test(code) || /^[\w.-]+(\/[\w.-]+)*\/$/.test(code)) return true;
  return code.includes('/') && ROOTS.includes(String(code.split('/')[0]));
}

/**
 * What a text calls by its path and is not there. Paths are relative to the text's own folder, to `src/` or to the
 * repository; a name may also stand in a folder that the text has named before.
 *
 * @param {string} readme path of the text @returns {string[]}
 */
function missingOf(readme) {
  const here = dirname(readme);
  const text = readFileSync(readme, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  const missing = [];
  const named = new Set([here, 'src', '.']);
  for (const [, code, link] of text.matchAll(/`([^`\n]+)`|\]\(([^)\s]+)\)/g)) {
    if (link !== undefined) {
      const path = join(here, String(link.split('#')[0]));
      if (!/^(https?:|mailto:)/.test(link) && !existsSync(path)) missing.push(link);
      continue;
    }
    if (code === undefined || !isPath(code)) continue;
    const fixed = /[<>*]/.test(code) ? dirname(code.replace(/[<>*].*$/, 'x')) : code;
    const found = [...named].map((base) => join(base, fixed)).find((path) => existsSync(path));
    if (found === undefined) missing.push(code);
    else named.add(statSync(found).isDirectory() ? found : dirname(found));
  }
  return missing;
}

test.each(READMES)('%s names files and folders that exist', (readme) => {
  expect(missingOf(readme)).toEqual([]);
});

/** Every file that comments may name. */
const FILES = ['.', 'docs', ...SOURCES, ...['scripts', 'e2e', 'bench', 'public'].flatMap(within)].flatMap(
  (folder) => filesOf(folder).map(({ name }) => `/${join(folder, name)}`),
);
const CODE = FILES.filter((file) => /\.(tsx?|mjs)$/.test(file)).map((file) => file.slice(1));

test('comments name files that exist', () => {
  const stale = CODE.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\s*(\/\/|\/?\*)/.test(line))
      .flatMap((line) => line.match(/\b[\w-][\w./-]*\.(tsx?|mjs|md|css)\b/g) ?? [])
      .filter((name) => !FILES.some((path) => path.endsWith(`/${name}`)))
      .map((name) => `${file}: ${name}`),
  );
  expect(CODE.length).toBeGreaterThan(500);
  expect(stale).toEqual([]);
});

test('a path that is not there is missed', () => {
  expect(isPath('core/metrics/nowhere.ts') && isPath('core/nowhere') && isPath('nowhere/')).toBe(true);
  expect(isPath('a/b') || isPath('index') || isPath('npm test') || isPath('dist/x.js')).toBe(false);
  expect(READMES.length).toBeGreaterThan(60);
});
