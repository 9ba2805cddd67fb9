import { expect, type Locator, type Page, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { AppPage } from './app-page.ts';

const canvas = (page: Page, slot: 'A' | 'B') => page.getByRole('img', { name: `Map of image ${slot}` });
const tag = (page: Page, slot: 'a' | 'b') => page.locator(`.pane[data-slot=${slot}] .pane-tag`);

/** A number as the page writes it. */
const read = (text: string) => Number(/−?\d+(\.\d+)?/.exec(text)![0].replace('−', '-'));

/** The ends of every colour scale on screen, low and high. */
async function ends(page: Page): Promise<number[]> {
  const texts = await page
    .getByRole('region', { name: 'Colour scale' })
    .locator('.legend-end')
    .allTextContents();
  return texts.map(read);
}

/** Three digits are shown: half of the last one. */
function expectShown(shown: readonly number[], exact: readonly number[]): void {
  expect(shown).toHaveLength(exact.length);
  for (const [i, value] of exact.entries())
    expect(Math.abs(shown[i]! - value)).toBeLessThanOrEqual(0.006 * Math.abs(value));
}

test('the numbers of legend and crosshair are those of the exported maps', async ({ page }) => {
  const app = new AppPage(page);
  // Euclidean: both signs occur.
  await app.open({ a: 'canyon', b: 'alps', metric: 'euclidean' });
  const { arrays } = await app.exportData();
  const [a, b] = [[...arrays.map_a!.data], [...arrays.map_b!.data]];
  expect(Math.min(...a, ...b)).toBeLessThan(0);
  expectShown(await ends(page), [Math.min(...a, ...b), Math.max(...a, ...b)]);
  await app.choose('Range', 'Per image');
  expectShown(await ends(page), [Math.min(...a), Math.max(...a), Math.min(...b), Math.max(...b)]);
  await app.choose('Sign', 'Positive');
  expectShown(await ends(page), [0, Math.max(...a), 0, Math.max(...b)]);
  await expect(page.getByRole('region', { name: 'Colour scale' })).toContainText('positive values only');
  await app.choose('Sign', 'Both');

  const readout = page.locator('.readout');
  await canvas(page, 'B').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect(readout).toContainText('Row 3, column 5 of image B');
  const cell = 2 * 7 + 4;
  const values = async () =>
    (await readout.textContent())!.split(': ')[1]!.split(' · ').slice(0, 2).map(read);
  expectShown(await values(), [a[cell]!, b[cell]!]);
  await app.choose('Show', 'Control');
  await canvas(page, 'B').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowUp');
  await expect(readout).toContainText('Row 3, column 5 of image B');
  expectShown(await values(), [arrays.mean_activation_a!.data[cell]!, arrays.mean_activation_b!.data[cell]!]);
  expect(app.problems).toEqual([]);
});

test('heading, words, legend and figure follow what is drawn: map, control, a method that looks at one image', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  const heading = page.locator('.pane[data-slot=a] h2');
  const words = page.getByRole('region', { name: 'In words' });
  await expect(heading).toContainText('explained by B');
  await expect(canvas(page, 'A')).toHaveAccessibleDescription(/^SFAM, explained by B\. .*share of the score/);
  await expect(words).toContainText('SFAM, explained by B');
  const map = PNG.sync.read(await app.exportFigure());

  await app.choose('Show', 'Control');
  await expect(heading).toContainText('by itself');
  await expect(canvas(page, 'A')).toHaveAccessibleDescription(/^Control: mean activation, by itself\. /);
  await expect(canvas(page, 'A')).not.toHaveAccessibleDescription(/evidence/);
  await expect(words).not.toContainText('evidence');
  const control = PNG.sync.read(await app.exportFigure());
  // Where image A is drawn, at 2×, and where its heading is.
  const [left, top] = [56, 108];
  expect(differing(map, control, { left, top, width: 1120, height: 700 })).toBeGreaterThan(0.3);
  expect(differing(map, control, { left, top: 56, width: 500, height: 40 })).toBeGreaterThan(0.02);

  await app.choose('Show', 'Map');
  await app.afterNextResult(() => app.choose('Method', 'random'));
  await expect(heading).toContainText('by itself');
  await expect(canvas(page, 'B')).toHaveAccessibleDescription(/^Random, by itself\. .*Largest value/);
  await expect(page.locator('.facts-line')).not.toContainText('Explains');
  expect(app.problems).toEqual([]);
});

/** The share of pixels that differ in a part of two pictures. */
function differing(
  one: PNG,
  two: PNG,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): number {
  let count = 0;
  for (let y = top; y < top + height; y++)
    for (let x = left; x < left + width; x++) {
      const [p, q] = [(y * one.width + x) * 4, (y * two.width + x) * 4];
      if ([0, 1, 2].some((c) => one.data[p + c] !== two.data[q + c])) count += 1;
    }
  return count / (width * height);
}

test('swapped images take their maps along at once; a swap undone brings them back', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  // A method that takes its time: nothing is computed again before it is cancelled.
  await app.afterNextResult(() => app.choose('Method', 'occlusion'));
  const pictures = async () => [await app.picture('A'), await app.picture('B')];
  const before = await pictures();
  for (const expected of [[...before].reverse(), before]) {
    await page.keyboard.press(expected === before ? 'u' : 'x');
    await page.keyboard.press('Escape');
    await app.done();
    await expect.poll(pictures).toEqual(expected);
    await expect(page.locator('.pane[data-slot=a] h2')).toContainText('explained by B');
  }
  expect(app.problems).toEqual([]);
});

test('a cancelled job leaves no map over a picture that it was not made from, and marks what is old', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  await app.afterNextResult(() => app.choose('Method', 'occlusion'));
  await page.locator('.sample-card').nth(1).click();
  await expect(page.getByText('Sharpening').first()).toBeVisible();
  await expect(canvas(page, 'A')).toHaveAccessibleDescription(
    /^(Occlusion, .*still sharpening|No map of this image)/,
  );
  await page.keyboard.press('Escape');
  await expect(app.main).toHaveAttribute('data-job', 'idle');
  for (const slot of ['a', 'b'] as const) await expect(tag(page, slot)).toHaveText('Not explained');
  await expect(canvas(page, 'A')).toHaveAccessibleDescription(/^No map of this image yet\./);
  await expect(page.getByRole('region', { name: 'Result', exact: true })).toContainText('previous result');
  await expect(page.getByRole('region', { name: 'Colour scale' })).toContainText(
    'Previous result: Occlusion',
  );
  await expect(page.locator('.readout')).not.toContainText(/Row \d/);
  // One picture of two that are explained is replaced: the other keeps its map, marked.
  await page.keyboard.press('u');
  await app.done();
  expect(app.problems).toEqual([]);
});

test('canvases that the browser took away and gave back are painted again', async ({ page }) => {
  await page.addInitScript(() => {
    const made: HTMLCanvasElement[] = [];
    const create = Document.prototype.createElement;
    Document.prototype.createElement = function (this: Document, ...args: Parameters<typeof create>) {
      const element = create.apply(this, args);
      if (element instanceof HTMLCanvasElement) made.push(element);
      return element;
    };
    // What a reset of the GPU does: every canvas is blank, also those on no page, then the context is back.
    Object.assign(window, {
      loseCanvases() {
        for (const each of made) each.width = Number(each.width);
        for (const each of made) each.dispatchEvent(new Event('contextrestored'));
      },
    });
  });
  const app = new AppPage(page);
  await app.open();
  const ramp = (): Promise<string> =>
    page.locator('canvas.ramp').evaluate((each) => (each as HTMLCanvasElement).toDataURL());
  const mini = (): Promise<string> =>
    page
      .getByRole('img', { name: 'Feature norm, image A' })
      .evaluate((each) => (each as HTMLCanvasElement).toDataURL());
  const all = async () => [await app.picture('A'), await app.picture('B'), await ramp(), await mini()];
  const before = await all();
  await page.evaluate(() => (window as unknown as { loseCanvases(): void }).loseCanvases());
  await expect.poll(all).toEqual(before);
  expect(new Set(before).size).toBe(4);
});

test('Grad-CAM’s channel weights are exported and shown as its own', async ({ page }) => {
  const app = new AppPage(page);
  await app.open({ cis: 'gradient', metric: 'euclidean' });
  const sfam = await app.exportData();
  await app.afterNextResult(() => app.choose('Method', 'grad-cam'));
  const { manifest, arrays } = await app.exportData();
  expect(manifest).toMatchObject({ method: 'grad-cam', cis: null });
  // The same weights by definition: SFAM’s gradient reading.
  for (const name of ['cis_a', 'cis_b']) expect(arrays[name]).toEqual(sfam.arrays[name]);
  await page.getByRole('tab', { name: 'Channels', exact: true }).click();
  const table = page.getByRole('table', { name: 'Top channels' });
  await expect(table).toContainText('The weights that Grad-CAM gives channels');
  const row: Locator = table.getByRole('row').nth(1);
  const channel = Number(await row.getByRole('button').textContent());
  expectShown(
    (await row.getByRole('cell').allTextContents()).slice(0, 2).map(read),
    ['cis_a', 'cis_b'].map((name) => arrays[name]!.data[channel]!),
  );
  await app.afterNextResult(() => app.choose('Method', 'hires-cam'));
  expect(Object.keys((await app.exportData()).arrays)).not.toContain('cis_a');
  await expect(table).toContainText('gives channels no CIS');
});

test('a link to point-to-point opens the points with the strongest one pinned, and says so', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ method: 'point-to-point' });
  await expect(page.getByText(/Point to point has a map for every point/).first()).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Points', exact: true })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(page.getByRole('table', { name: 'Pairs of points' }).getByRole('row')).toHaveCount(13);
  const { manifest, arrays } = await app.exportData();
  expect(manifest).toMatchObject({ method: 'decomposition', scope: 'layer' });
  const data = [...arrays.map_a!.data];
  const best = data.indexOf(Math.max(...data));
  await expect(page.locator('.readout')).toContainText(
    `Row ${Math.floor(best / 7) + 1}, column ${(best % 7) + 1} of image A`,
  );
  await expect(page.locator('.readout')).toContainText('pinned');
  await expect(tag(page, 'b')).toHaveText(/^Shares of the cosine with the point in A/);
  await expect(page.locator('.pane[data-slot=b] h2')).toContainText('shares of a point of A');
  expect(app.problems).toEqual([]);
});
