import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { findFirefox } from '../scripts/ensure-firefox.mjs';
import { relativeError } from '../src/testing/relative-error.ts';
import { AppPage } from './app-page.ts';
import { BAR, compareGolden, worstOf } from './compare-golden.ts';
import { FirefoxPage } from './firefox-page.ts';
import { orientedPhotograph, uprightPhotograph } from './oriented-photograph.ts';
import { startStaticServer } from './static-server.ts';
import { expectNoneReachesAStranger, startTrespassers } from './trespassers.ts';

test.describe.configure({ mode: 'serial', timeout: 180_000 });

let firefox: FirefoxPage;

test.beforeAll(async ({ baseURL }) => {
  const path = findFirefox();
  // Never passed over in silence: on CI its absence is a failure, elsewhere it stands in the report with the reason.
  if (path === null && process.env.CI)
    throw new Error('There is no Firefox to test in (scripts/ensure-firefox.mjs says what to install).');
  test.skip(path === null, 'NOT TESTED: there is no Firefox on this machine, and none could be installed.');
  firefox = await FirefoxPage.launch(path!, baseURL!);
  console.log(`Firefox: ${await firefox.version()}`);
});

test.afterAll(async () => {
  // Skipped or failed before it was launched: then there is none to close.
  await (firefox as FirefoxPage | undefined)?.close();
});

test('Firefox opens on the explained sample pair, with the numbers that Chromium has', async ({ page }) => {
  const chromium = new AppPage(page);
  // What the bare page opens with, which a link has to say.
  await chromium.open({ backend: 'wasm', against: 'references', cis: 'gradient' });
  const expected = await chromium.exportData();

  await firefox.open();
  // Nobody forced a backend: without a graphics device the feature tests end at wasm.
  expect(await firefox.state()).toMatchObject({ backend: 'wasm', forwarded: '2' });
  const { manifest, arrays } = await firefox.exportData();
  expect(await firefox.score()).toBeCloseTo(manifest.similarity, 6);
  expect(Object.keys(arrays).sort()).toEqual(Object.keys(expected.arrays).sort());
  expect(Math.abs(manifest.similarity - expected.manifest.similarity)).toBeLessThan(BAR);
  expect(Math.abs(manifest.distance / expected.manifest.distance - 1)).toBeLessThan(BAR);
  for (const [name, { data, shape }] of Object.entries(arrays)) {
    expect(shape, name).toEqual(expected.arrays[name]!.shape);
    expect.soft(relativeError(data, expected.arrays[name]!.data), name).toBeLessThan(BAR);
  }
  for (const slot of ['A', 'B'] as const) expect(await firefox.colours(slot)).toBeGreaterThan(1000);
  expect(PNG.sync.read(await firefox.exportFigure()).width).toBeGreaterThan(2000);
  expect(firefox.foreign).toEqual([]);
  expect(firefox.problems).toEqual([]);
});

for (const model of ['objects', 'faces'] as const)
  test(`Firefox gives the reference numbers: ${model}`, async () => {
    const rows = await compareGolden(firefox, { model, backend: 'wasm', layers: Number.POSITIVE_INFINITY });
    console.log(`parity firefox ${model}: ${worstOf(rows)}`);
    expect(firefox.problems).toEqual([]);
  });

test('Firefox turns photographs upright, whichever way they are stored', async () => {
  await firefox.open();
  await firefox.afterNextResult(() => firefox.setFiles({ a: uprightPhotograph() }));
  const cosines: number[] = [];
  for (let orientation = 1; orientation <= 8; orientation++) {
    await firefox.afterNextResult(() => firefox.setFiles({ b: orientedPhotograph(orientation) }));
    cosines.push(await firefox.score());
  }
  console.log(`firefox, orientations 1 to 8: ${cosines.map((cosine) => cosine.toFixed(5)).join(' ')}`);
  // A JPEG of quality 98 costs 0.0002; a photograph left mirrored costs 0.006, one on its side 0.15.
  for (const cosine of cosines) expect(cosine).toBeGreaterThan(0.999);
  expect(firefox.problems).toEqual([]);
});

test('Firefox works without a network from the second visit on', async () => {
  const site = await startStaticServer();
  await firefox.visit(site.url);
  await firefox.readyOffline();
  const score = await firefox.score();
  await site.close();
  // The workers' scripts too come from the service worker now (src/workers/spawn-worker.ts).
  await firefox.visit(site.url);
  expect(await firefox.score()).toBeCloseTo(score, 6);
  await firefox.visit(`${site.url}?model=faces`);
  expect(firefox.problems).toEqual([]);
});

test('In Firefox too the page’s policy holds for its workers: none reaches a stranger', async () => {
  const site = await startTrespassers();
  await firefox.visit(site.url);
  await expectNoneReachesAStranger((body) => firefox.run(body));
  await site.close();
});
