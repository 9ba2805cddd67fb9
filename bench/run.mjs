// npm run bench: builds, starts a browser, measures, prints one table, writes bench/latest.json. See README.md here.
//
//   node bench/run.mjs [--rounds 15] [--explanations 500] [--pictures 13000] [--no-build]
//                      [--only passes,imported,toggles,visits,memory,gallery] [--backends wasm,webgpu] --out file
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startBrowser } from './node/browser.mjs';
import { build } from './node/build.mjs';
import { FOLDERS } from './node/folders.mjs';
import { hardware } from './node/hardware.mjs';
import { load, machine } from './node/machine.mjs';
import { measureGallery } from './node/measure-gallery.mjs';
import { IMPORTED, measureImport, measureImported } from './node/measure-imported.mjs';
import { measureMemory } from './node/measure-memory.mjs';
import { measurePasses } from './node/measure-passes.mjs';
import { measureToggles } from './node/measure-toggles.mjs';
import { measureVisits } from './node/measure-visit.mjs';
import { serve } from './node/serve.mjs';
import { LATEST, writeReport } from './node/write-report.mjs';

const PARTS = ['passes', 'imported', 'toggles', 'visits', 'memory', 'gallery'];
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    explanations: { type: 'string', default: '500' },
    pictures: { type: 'string', default: '13000' },
    only: { type: 'string', default: PARTS.join(',') },
    backends: { type: 'string', default: '' },
    out: { type: 'string', default: '' },
    'no-build': { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
const parts = options.only.split(',');
const unknown = parts.filter((name) => !PARTS.includes(name));
if (unknown.length > 0)
  throw new Error(`There is no part “${unknown.join(', ')}”, only ${PARTS.join(', ')}.`);
const whole = parts.length === PARTS.length && options.backends === '';
if (!whole && !options.out)
  throw new Error('The committed report is of one whole run: say where a part of it goes with --out.');

const card = (model) => JSON.parse(readFileSync(`${FOLDERS.root}src/core/models/${model}.card.json`, 'utf8'));
/** The last layer, and the last one of stride 8: 28×28 at 224, as the budget for toggles has it. */
const toggled = (model, size) => [
  { layer: card(model).defaultLayer, note: 'last layer' },
  {
    layer: card(model).layers.findLast((layer) => layer.step[0] === 8).node,
    note: `${size / 8}×${size / 8}`,
  },
];

const begun = performance.now();
if (!options['no-build']) {
  console.error('bench: building');
  build();
}
const host = await serve();
const rows = [];
const loads = [];
const said = [];
let failed = false;

/** One part; a part that fails is said and leaves no rows. */
async function part(name, work) {
  if (!parts.includes(name.split(' ')[0])) return;
  console.error(`bench: ${name} (${Math.round((performance.now() - begun) / 1000)} s, load ${load()})`);
  loads.push(load());
  try {
    rows.push(...(await work()));
  } catch (error) {
    said.push(`${name} failed: ${error instanceof Error ? error.message : String(error)}`);
    failed = true;
  }
}

const browser = await startBrowser();
const version = browser.browser()?.version() ?? '';
const gpu = await hardware(browser, host.origin);
said.push(...gpu.left);
const wanted = options.backends ? options.backends.split(',') : ['wasm', ...gpu.backends];
const models = [
  { model: 'objects', size: 224 },
  { model: 'objects', size: 320 },
  { model: 'faces', size: 224 },
];
const few = Math.max(3, Math.ceil(rounds / 3));

for (const backend of wanted) {
  const sizes = backend === 'wasm' ? models : [...models, { model: 'objects', size: 512 }];
  for (const { model, size } of sizes)
    await part(`passes ${model} ${size} ${backend}`, async () => {
      const found = await measurePasses(browser, host.origin, { model, size, backend, rounds });
      loads.push(...found.loads);
      if (!said.includes(found.detail)) said.push(found.detail);
      return found.rows;
    });
}
for (const name of IMPORTED)
  await part(`imported ${name} wasm`, async () => {
    const found = await measureImported(browser, host.origin, name, 2 * rounds);
    loads.push(...found.loads);
    return found.rows;
  });
await part('imported ResNet-50', () => measureImport(browser, host.origin, few));
await browser.end();

for (const backend of wanted)
  for (const { model, size } of models)
    await part(`toggles ${model} ${size} ${backend}`, () =>
      measureToggles(host.origin, { model, size, backend }, toggled(model, size), few),
    );

for (const { model, size } of models)
  for (const backend of ['wasm', null])
    await part(`visits ${model} ${size} ${backend ?? 'as the page chooses'}`, () =>
      measureVisits(host.origin, { model, size, backend }, few),
    );

for (const { model, size } of models)
  await part(`memory ${model} ${size} wasm`, () =>
    measureMemory(host.origin, { model, size, backend: 'wasm' }, Number(options.explanations)),
  );
// The size of LFW; a few pictures say nothing of what thousands cost, so the rows say how many there were.
await part('gallery objects 224 wasm', () =>
  measureGallery(host.origin, { model: 'objects', size: 224, backend: 'wasm' }, Number(options.pictures)),
);
host.close();

said.push(`${Math.round((performance.now() - begun) / 1000)} s in all`);
// An incomplete table must not stand where the whole one stood.
const incomplete = `${FOLDERS.root}node_modules/.cache/bench/incomplete.json`;
const out = options.out || (failed ? incomplete : LATEST);
writeReport(out, { machine: machine(version), rows, loads, notes: said });
if (failed) {
  console.error(`bench: a part failed; written to ${out}`);
  process.exitCode = 1;
}
