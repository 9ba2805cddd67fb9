import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { findWebKit, WEBKIT_REMEDY } from '../scripts/find-webkit.mjs';
import { relativeError } from '../src/testing/relative-error.ts';
import { AppPage } from './app-page.ts';
import { BAR } from './compare-golden.ts';
import { expectNoneReachesAStranger, startTrespassers } from './trespassers.ts';
import { WebKitPage } from './webkit-page.ts';

test.describe.configure({ mode: 'serial', timeout: 180_000 });

const paths = findWebKit();
let webkit: WebKitPage;

// Few machines have it, so its absence fails nothing; it stands in every list of results by this name.
if (paths === null)
  test('NOT TESTED: Safari’s engine, which is not on this machine', () => {
    console.log(`NOT TESTED: Safari's engine (WebKitGTK) is not on this machine. ${WEBKIT_REMEDY}`);
  });
else {
  test.beforeAll(async ({ baseURL }) => {
    webkit = await WebKitPage.launch(paths, baseURL!);
    console.log(`WebKitGTK: ${webkit.driver.version}`);
  });

  test.afterAll(async () => {
    // Failed before it was launched: then there is none to close.
    await (webkit as WebKitPage | undefined)?.close();
  });

  test('Safari’s engine opens on the explained sample pair, with the numbers that Chromium has', async ({
    page,
  }) => {
    const chromium = new AppPage(page);
    await chromium.open({ backend: 'wasm', against: 'references' });
    const expected = await chromium.exportData();

    await webkit.open({ backend: 'wasm', against: 'references' });
    expect(await webkit.state()).toMatchObject({ backend: 'wasm', forwarded: '2' });
    const { manifest, arrays } = await webkit.exportData();
    expect(await webkit.score()).toBeCloseTo(manifest.similarity, 6);
    expect(Object.keys(arrays).sort()).toEqual(Object.keys(expected.arrays).sort());
    expect(Math.abs(manifest.similarity - expected.manifest.similarity)).toBeLessThan(BAR);
    expect(Math.abs(manifest.distance / expected.manifest.distance - 1)).toBeLessThan(BAR);
    let worst = 0;
    for (const [name, { data, shape }] of Object.entries(arrays)) {
      expect(shape, name).toEqual(expected.arrays[name]!.shape);
      const error = relativeError(data, expected.arrays[name]!.data);
      worst = Math.max(worst, error);
      expect.soft(error, name).toBeLessThan(BAR);
    }
    console.log(
      `webkit against chromium: ${Object.keys(arrays).length} arrays, worst ${worst.toExponential(1)}`,
    );
    for (const slot of ['A', 'B'] as const)
      await expect.poll(() => webkit.colours(slot), { timeout: 10_000 }).toBeGreaterThan(1000);
    expect(PNG.sync.read(await webkit.exportFigure()).width).toBeGreaterThan(2000);
    expect(await webkit.problems()).toEqual([]);
  });

  test('In Safari’s engine too the page’s policy holds for its workers: none reaches a stranger', async () => {
    const site = await startTrespassers();
    await webkit.visit(site.url);
    await expectNoneReachesAStranger((body) => webkit.driver.run(body));
    await site.close();
  });
}
