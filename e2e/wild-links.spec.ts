import { rmSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { photograph, pngFile } from './test-files.ts';

/** Red, green, blue and yellow, a quarter each. */
function colours() {
  const side = 64;
  const quarters = [
    [220, 30, 30],
    [30, 200, 40],
    [30, 60, 220],
    [230, 220, 40],
  ];
  const rgb = new Uint8Array(side * side * 3);
  for (let p = 0; p < side * side; p++) {
    const [y, x] = [Math.floor(p / side), p % side];
    rgb.set(quarters[2 * Number(y >= side / 2) + Number(x >= side / 2)]!, 3 * p);
  }
  return pngFile('colours.png', rgb, side, side);
}

/** How many of a canvas's pixels have one of the four colours, to what a resize changes of it. */
const inColours = (page: Page) =>
  page.getByRole('img', { name: 'Map of image A' }).evaluate((canvas: HTMLCanvasElement) => {
    const { data, width, height } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let near = 0;
    for (let p = 0; p < data.length; p += 4) {
      const [r, g, b] = [data[p]!, data[p + 1]!, data[p + 2]!];
      near += Number(
        [
          [220, 30, 30],
          [30, 200, 40],
          [30, 60, 220],
          [230, 220, 40],
        ].some(([x, y, z]) => Math.abs(r - x!) + Math.abs(g - y!) + Math.abs(b - z!) < 24),
      );
    }
    return near / (width * height);
  });

test('a link copied out of a page’s source and with an unknown sample: its settings hold, it says what is missing; exports are named after the pair', async ({
  page,
}) => {
  const app = new AppPage(page);
  await page.goto('./?a=tiger&amp;b=alps&#038;metric=euclidean&amp;#x26;against=none');
  await app.done();
  await expect(page.getByText(/^Not understood in the link, default used instead: .*tiger/)).toBeVisible();
  expect(await app.score()).toBeLessThan(0);
  const address = await app.address();
  expect(address.get('a')).toBe('tiger');
  expect(address.get('b')).toBe('alps');
  await app.afterNextResult(() =>
    app.setFiles({ a: { ...photograph('march-pastoral'), name: 'Übung 2.jpg' } }),
  );
  const names: string[] = [];
  for (const what of ['Export data', 'Export figure', 'Export report']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: what, exact: true }).click(),
    ]);
    names.push(download.suggestedFilename());
  }
  const start = names[0]!.replace(/\.zip$/, '');
  expect(start).toMatch(/^Übung-2-.+-objects-sfam-euclidean$/u);
  expect(names).toEqual(['zip', 'png', 'html'].map((extension) => `${start}.${extension}`));
  expect(app.problems).toEqual([]);
});

test('a picture that goes away is named when it is needed again', async ({ page }, info) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  const path = info.outputPath('holiday.jpg');
  writeFileSync(path, photograph('march-pastoral').buffer);
  await app.afterNextResult(() => page.getByLabel('Image A', { exact: true }).setInputFiles(path));
  rmSync(path);
  // Another size is made of the file itself.
  await page.getByLabel('Input size').selectOption({ index: 1 });
  await expect(page.getByRole('alert').filter({ hasText: '“holiday.jpg” could not be used.' })).toBeVisible();
  await expect(app.main).toHaveAttribute('data-job', 'failed');
});

test('lines of equal values leave the picture its colours; the engine says little until it is asked', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  await app.afterNextResult(() => app.setFiles({ a: colours() }));
  await expect.poll(() => inColours(page)).toBeLessThan(0.02);
  await app.choose('Cells', 'Lines');
  await expect.poll(() => inColours(page)).toBeGreaterThan(0.4);
  await expect(page.getByRole('region', { name: 'Colour scale' })).toBeVisible();

  const engine = page.locator('.engine-status');
  await expect(engine).toHaveText(/^WebAssembly, /);
  const said = engine.getByText(/forward pass/);
  await expect(said).toBeHidden();
  await expect(page.getByText(/slower engine/i).filter({ visible: true })).toHaveCount(0);
  await engine.locator('summary').click();
  await expect(said).toBeVisible();
  expect(app.problems).toEqual([]);
});
