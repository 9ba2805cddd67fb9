// What a visitor downloads before anything happens, in bytes over the wire. Which files those are is what the bundler
// says of the site that it built (scripts/build/chunk-graph.mjs), so that no renamed or newly split chunk slips past.
import { existsSync, readFileSync } from 'node:fs';
import { chunkOf, chunksFile, loadedWith } from './scripts/build/chunk-graph.mjs';

const DIST = process.env.DIST ?? 'dist';

/** @type {import('./scripts/build/chunk-graph.mjs').Chunks} */
const chunks = JSON.parse(readFileSync(chunksFile(DIST), 'utf8'));
const built = (files) =>
  files.map((file) => {
    const path = `${DIST}/${file}`;
    if (!existsSync(path)) throw new Error(`${path} is of another build: npm run build.`);
    return path;
  });

const page = loadedWith(chunks, [chunkOf(chunks, 'index.html')]);
// Nothing stands in the page itself that is not counted.
const html = readFileSync(`${DIST}/index.html`, 'utf8');
for (const [, file] of html.matchAll(/<(?:script|link)[^>]+(?:src|href)="\.\/([^"]+\.(?:js|css))"/g))
  if (![...page.scripts, ...page.sheets].includes(file)) throw new Error(`index.html also loads ${file}.`);
// A few bytes that start at once, and the engine that they load first of all.
const worker = loadedWith(
  chunks,
  ['worker', 'serve-engine'].map((name) => chunkOf(chunks, `src/engine/worker/${name}.ts`)),
);
const reading = loadedWith(
  chunks,
  ['import.worker', 'import-service'].map((name) => chunkOf(chunks, `src/app/networks/${name}.ts`)),
);

export default [
  { name: 'JavaScript that index.html loads', path: built(page.scripts), gzip: true, limit: '180 kB' },
  { name: 'the worker, before it loads a backend', path: built(worker.scripts), gzip: true, limit: '220 kB' },
  { name: 'the worker that reads networks', path: built(reading.scripts), gzip: true, limit: '60 kB' },
  { name: 'style sheets that index.html loads', path: built(page.sheets), gzip: true, limit: '8 kB' },
  // Those of panels too, which come when one is opened.
  { name: 'all style sheets', path: `${DIST}/**/*.css`, gzip: true, limit: '14 kB' },
];
