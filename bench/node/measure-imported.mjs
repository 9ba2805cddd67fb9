import { load } from './machine.mjs';
import { rowOf } from './row.mjs';

/** The networks of bench/networks, by name. */
export const IMPORTED = ['ResNet-18', 'MobileNetV2', 'EfficientNet-B0', 'ConvNeXt-atto', 'ViT-tiny'];

/**
 * Forward passes of a network imported from ONNX, each beside one of the same file in ONNX Runtime Web.
 *
 * @param {import('@playwright/test').BrowserContext} browser
 * @param {string} origin
 * @param {string} name one of {@link IMPORTED}
 * @param {number} rounds
 * @returns {Promise<{ rows: import('./row.mjs').Row[], loads: number[] }>}
 */
export async function measureImported(browser, origin, name, rounds) {
  const page = await browser.newPage();
  await page.goto(`${origin}/probe/import.html`);
  const opened = await page.evaluate((network) => {
    window.imported = window.openImported();
    return window.imported.open(network);
  }, name);
  if (!(opened.difference < 1e-4))
    throw new Error(`${name}: our embedding differs from ONNX Runtime's by ${opened.difference}`);
  const loads = [];
  const taken = [];
  for (let i = -3; i < rounds; i++) {
    loads.push(load());
    const round = await page.evaluate(() => window.imported.round());
    // What compiles on the way is warm by then.
    if (i >= 0) taken.push(round);
  }
  await page.close();
  const where = { model: name, size: 224, backend: 'wasm' };
  const note = `random weights, ${(opened.bytes / 1e6).toFixed(0)} MB of ONNX, one thread each`;
  return {
    loads,
    rows: [
      rowOf(
        'import/ort',
        where,
        'ratio',
        taken.map(({ ours, theirs }) => ours / theirs),
        { note },
      ),
      rowOf(
        'import-forward-ms',
        where,
        'ms',
        taken.map(({ ours }) => ours),
        { note },
      ),
    ],
  };
}

/**
 * From a dropped file to a card, a graph and weights, in a worker.
 *
 * @param {import('@playwright/test').BrowserContext} browser
 * @param {string} origin
 * @param {number} rounds
 * @returns {Promise<import('./row.mjs').Row[]>}
 */
export async function measureImport(browser, origin, rounds) {
  const page = await browser.newPage();
  await page.goto(`${origin}/probe/import.html`);
  await page.evaluate(() => {
    window.imported = window.openImported();
  });
  const taken = [];
  for (let i = 0; i < rounds; i++) taken.push(await page.evaluate(() => window.imported.importLarge()));
  await page.close();
  const note = `${(taken[0].bytes / 1e6).toFixed(0)} MB of ONNX with random weights: read, hashed, checked, prepared`;
  const where = { model: 'ResNet-50', size: 224, backend: 'wasm' };
  return [
    rowOf(
      'import-ms',
      where,
      'ms',
      taken.map(({ elapsed }) => elapsed),
      { note },
    ),
  ];
}
