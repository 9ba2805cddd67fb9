// npm run bench: builds, starts a browser, measures, prints one table, writes bench/latest.json. See README.md here.
//
//   node bench/run.mjs [--rounds 15] [--only passes,toggles,visits,memory] [--out file] [--no-build]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startBrowser } from './node/browser.mjs';
import { build } from './node/build.mjs';
import { FOLDERS } from './node/folders.mjs';
import { hardware } from './node/hardware.mjs';
import { load, machine } from './node/machine.mjs';
import { measureMemory } from './node/measure-memory.mjs';
import { measurePasses } from './node/measure-passes.mjs';
import { measureToggles } from './node/measure-toggles.mjs';
import { measureVisits } from './node/measure-visit.mjs';
import { short } from './node/report.mjs';
import { serve } from './node/serve.mjs';
import { summary } from './node/statistics.mjs';
import { LATEST, writeReport } from './node/write-report.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    explanations: { type: 'string', default: '500' },
    only: { type: 'string', default: 'passes,toggles,visits,memory' },
    backends: { type: 'string', default: '' },
    out: { type: 'string', default: LATEST },
    'no-build': { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
const parts = options.only.split(',');
const card = (model) => JSON.parse(readFileSync(`${FOLDERS.root}src/core/models/${model}.card.json`, 'utf8'));
/** Where a map is 28×28 at 224. */
const layer28 = (model) => card(model).layers.findLast((layer) => layer.stride === 8).node;

if (!options['no-build']) {
  console.error('bench: building');
  build();
}
const host = await serve();
const rows = [];
const loads = [];
const said = [];
const say = (text) => console.error(`bench: ${text} (load ${load()})`);

/** One part; a part that fails is said and leaves no rows. */
async function part(name, work) {
  if (!parts.includes(name.split(' ')[0])) return;
  say(name);
  loads.push(load());
  try {
    await work();
  } catch (error) {
    said.push(`${name} failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
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

for (const backend of wanted) {
  const sizes = backend === 'wasm' ? models : [...models, { model: 'objects', size: 512 }];
  for (const { model, size } of sizes)
    await part(`passes ${model} ${size} ${backend}`, async () => {
      const found = await measurePasses(browser, host.origin, { model, size, backend, rounds });
      rows.push(...found.rows);
      loads.push(...found.loads);
      if (!said.includes(found.detail)) said.push(found.detail);
    });
}
await browser.end();

for (const backend of wanted) {
  for (const { model, size } of models.filter((m) => m.size === 224))
    await part(`toggles ${model} ${size} ${backend}`, async () => {
      const unlimited = await startBrowser(['--disable-frame-rate-limit', '--disable-gpu-vsync']);
      try {
        const last = card(model).embedding.node;
        const longTasks = [];
        for (const [layer, note] of [
          [last, 'last layer'],
          [layer28(model), '28×28'],
        ]) {
          const what = { model, size, backend, layer, cycles: Math.max(3, Math.ceil(rounds / 2)) };
          const { first, later, longTasks: long, p95 } = await measureToggles(unlimited, host.origin, what);
          longTasks.push(...long);
          const { spread, rounds: count } = summary(later);
          const where = { model, size, backend };
          rows.push({ id: 'toggle-p95-ms', ...where, unit: 'ms', value: p95, spread, rounds: count, note });
          rows.push({
            id: 'toggle-first-ms',
            ...where,
            unit: 'ms',
            ...summary(first),
            note: `${note}, each setting for the first time`,
          });
        }
        rows.push({
          id: 'longest-task-ms',
          model,
          size,
          backend,
          unit: 'ms',
          value: Math.max(0, ...longTasks),
          note: `main thread, during the toggles; 0: none over 50 ms`,
        });
      } finally {
        await unlimited.end();
      }
    });
}

for (const { model, size } of models.filter((m) => m.size === 224))
  await part(`visits ${model} ${size} wasm`, async () => {
    const cold = [];
    const warm = [];
    for (let i = 0; i < Math.max(3, Math.ceil(rounds / 2)); i++) {
      loads.push(load());
      const seen = await measureVisits(host.origin, `model=${model}&backend=wasm`);
      cold.push(seen.cold);
      warm.push(seen.warm);
    }
    const where = { model, size, backend: 'wasm', unit: 'ms' };
    const split = (visits) =>
      ['scripts', 'weights', 'compile', 'forward', 'paint']
        .map((name) => `${name} ${short(summary(visits.map((v) => v[name])).value)}`)
        .join(', ');
    for (const [id, visits] of [
      ['cold-ms', cold],
      ['warm-visit-ms', warm],
    ])
      rows.push({ id, ...where, ...summary(visits.map((v) => v.total)), note: split(visits) });
    const longest = cold.map((v) => Math.max(0, ...v.longTasks));
    rows.push({
      id: 'cold-longest-task-ms',
      ...where,
      ...summary(longest),
      note: 'main thread, page opened → painted',
    });
  });

await part('memory objects 224 wasm', async () => {
  const fresh = await startBrowser();
  const count = Number(options.explanations);
  const grown = await measureMemory(fresh, host.origin, 'model=objects&backend=wasm', count);
  await fresh.end();
  const where = { model: 'objects', size: 224, backend: 'wasm' };
  const note = `over ${count} explanations of new pictures`;
  rows.push(
    { id: 'tensors-growth', ...where, value: grown.tensors, unit: 'tensors', note },
    { id: 'tensor-bytes-growth-mb', ...where, value: grown.tensorMegabytes, unit: 'MiB', note },
    {
      id: 'heap-growth-mb',
      ...where,
      value: grown.heapMegabytes,
      unit: 'MiB',
      note: `${note}; page and workers, ${short(grown.heapBefore)} MiB before`,
    },
  );
});
host.close();

writeReport(options.out, { machine: machine(version), rows, loads, notes: said });
