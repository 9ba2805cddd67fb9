// What a visitor downloads before anything happens, in bytes over the wire. The chunks are found by following the
// built files' own static imports, so that a renamed or newly split chunk cannot slip past its budget.
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

const DIST = process.env.DIST ?? 'dist';

/** The files that are loaded, whether wanted or not, once these are; paths relative to the built site. */
function closure(entries) {
  const found = new Set();
  const visit = (file) => {
    if (found.has(file)) return;
    found.add(file);
    const code = readFileSync(`${DIST}/${file}`, 'utf8');
    for (const [, path] of code.matchAll(/(?:\bimport|\bfrom)\s*["'](\.{1,2}\/[^"']+\.js)["']/g))
      visit(posix.join(posix.dirname(file), path));
  };
  entries.forEach(visit);
  return [...found].map((file) => `${DIST}/${file}`);
}

const page = readFileSync(`${DIST}/index.html`, 'utf8');
const scripts = [...page.matchAll(/<(?:script|link)[^>]+(?:src|href)="\.\/([^"]+\.js)"/g)].map(
  ([, path]) => path,
);
const sheets = [...page.matchAll(/<link[^>]+href="\.\/([^"]+\.css)"/g)].map(([, path]) => `${DIST}/${path}`);
if (sheets.length === 0) throw new Error(`${DIST}/index.html loads no style sheet: is it built?`);
const assets = readdirSync(`${DIST}/assets`);
// A few bytes that start at once, and the engine that they load first of all.
const worker = assets
  .filter((name) => /^(worker|serve-engine)-.*\.js$/.test(name))
  .map((name) => `assets/${name}`);
if (scripts.length === 0) throw new Error(`${DIST}/index.html loads no script: is it built?`);
if (worker.length !== 2)
  throw new Error(`${worker.length} files in ${DIST}/assets look like the engine's worker.`);

export default [
  { name: 'JavaScript that index.html loads', path: closure(scripts), gzip: true, limit: '180 kB' },
  { name: 'the worker, before it loads a backend', path: closure(worker), gzip: true, limit: '220 kB' },
  { name: 'style sheets that index.html loads', path: sheets, gzip: true, limit: '8 kB' },
  // Those of panels too, which come when one is opened.
  { name: 'all style sheets', path: `${DIST}/**/*.css`, gzip: true, limit: '14 kB' },
];
