// The table of docs/readings.md: drives the built site, as a person would, through the panel “A set of pairs” with
// the bundled photographs, and writes what the panel exports. Run `npm run build` first.
//
//   node scripts/measure-readings.mjs [--model objects] [--pairing all|folder] [--pairs 39] [--steps 16] [--out test-results/readings]
//
// The browser's profile is kept in the output folder, so that a run that was stopped goes on where it was.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findChromium } from './ensure-browser.mjs';
import { readingsGaps } from './readings-gaps.mjs';
import { readingsTable } from './readings-table.mjs';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'objects' },
    pairing: { type: 'string', default: 'all' },
    pairs: { type: 'string', default: '39' },
    steps: { type: 'string', default: '16' },
    backend: { type: 'string', default: 'wasm' },
    dist: { type: 'string', default: 'dist' },
    port: { type: 'string', default: '4399' },
    out: { type: 'string', default: 'test-results/readings' },
  },
});
const { model, pairing, pairs, steps, backend, dist, port, out } = values;

const server = spawn(
  process.execPath,
  [
    'node_modules/vite/bin/vite.js',
    'preview',
    '--host',
    '127.0.0.1',
    '--port',
    port,
    '--strictPort',
    '--outDir',
    dist,
  ],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
await new Promise((resolve, reject) => {
  server.stdout.on('data', (text) => String(text).includes(port) && resolve());
  server.on('exit', () => reject(new Error('The server did not start; is the port taken?')));
});

mkdirSync(`${out}/profile-${model}`, { recursive: true });
const browser = await chromium.launchPersistentContext(`${out}/profile-${model}`, {
  executablePath: process.env.CHROMIUM_PATH ?? (await findChromium()),
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  serviceWorkers: 'block',
});
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(String(error)));
  await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({ model, backend })}`);
  await page.locator('main[data-job=done]').waitFor({ timeout: 300_000 });
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  const cancel = page.getByRole('button', { name: 'Cancel the run' });
  const start = page.getByRole('button', { name: /^(Run the test|Continue)$/ });
  await start.or(cancel).waitFor();
  // A run that was broken off has begun again by itself; otherwise everything is chosen anew.
  if (!(await cancel.isVisible())) {
    await page.getByLabel('Which pairs').selectOption(pairing);
    await page.getByLabel('At most').fill(pairs);
    await page.getByLabel('Steps per curve').selectOption(steps);
    for (const name of [
      'SFAM',
      'Decomposition',
      'Grad-CAM',
      'Contribution',
      'Normalized',
      'Gradient',
      'Euclidean',
    ])
      await page.getByRole('checkbox', { name, exact: true }).check();
    await start.click();
  }
  const began = Date.now();
  const bar = page.getByRole('progressbar', { name: 'Testing' });
  const finished = page.getByText('Finished.');
  let said = '';
  while (!(await finished.isVisible())) {
    if (!(await bar.isVisible()) && (await start.isVisible()) && !(await finished.isVisible()))
      throw new Error(`The run stopped: ${await page.locator('.pairs-run').textContent()}`);
    const words = await bar.getAttribute('aria-valuetext', { timeout: 1000 }).catch(() => said);
    if (words && words !== said) console.log(words);
    said = words ?? said;
    await page.waitForTimeout(2000);
  }
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export everything (JSON)' }).click(),
  ]);
  const file = `${out}/${model}-${pairing}.json`;
  await download.saveAs(file);
  console.log(
    `${Math.round((Date.now() - began) / 1000)} s on ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  );
  console.log(`${file}\n`);
  const exported = JSON.parse(readFileSync(file, 'utf8'));
  for (const sameClass of [false, true])
    if (exported.pairs.some((pair) => pair.sameClass === sameClass))
      console.log(`${readingsTable(exported, sameClass)}\n${readingsGaps(exported, sameClass)}`);
} finally {
  await browser.close();
  server.kill();
}
