import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { AppPage } from './app-page.ts';

const MIDDLE = 'tower_0/MobilenetV3/expanded_conv_9/add';
const EARLY = 'tower_0/MobilenetV3/expanded_conv_2/add';

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

/** The numbers of one row of the ledger, [A, B], read back as written. */
async function ledgerRow(page: Page, name: RegExp): Promise<number[]> {
  const cells = page.getByRole('table', { name: 'Ledger' }).getByRole('row', { name }).getByRole('cell');
  await expect(cells).toHaveCount(2);
  return (await cells.allTextContents()).map((text) => Number(text.replace('−', '-')));
}

async function picture(page: Page, name: string): Promise<string> {
  return page
    .getByRole('img', { name, exact: true })
    .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
}

test('the ledger adds up to the score, and says where it does not', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await tab(page, 'Channels');
  const score = await app.score();
  for (const sum of await ledgerRow(page, /^Sum of 480 channels/)) expect(sum).toBeCloseTo(score, 6);
  expect(await ledgerRow(page, /^cos\(x, y\)/)).toEqual([expect.closeTo(score, 6), expect.closeTo(score, 6)]);

  await app.afterNextResult(() => app.choose('Method', 'decomposition'));
  for (const sum of await ledgerRow(page, /^Sum of 49 positions/)) expect(sum).toBeCloseTo(score, 5);

  // |y|² − |x − y|² of both, from the exported embeddings.
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await app.afterNextResult(() => app.choose('Method', 'sfam'));
  const { arrays } = await app.exportData();
  const squared = (name: string) => arrays[name]!.data.reduce((sum, v) => sum + v * v, 0);
  const distance = Number(await app.distance.textContent());
  const [sumA, sumB] = await ledgerRow(page, /^Sum of 480 channels/);
  expect(sumA).toBeCloseTo(squared('embedding_b') - distance ** 2, 3);
  expect(sumB).toBeCloseTo(squared('embedding_a') - distance ** 2, 3);

  // Below the last layer the final similarity's parts leave something open, and the page says how much.
  await app.afterNextResult(() => app.choose('Metric', 'Cosine'));
  await app.afterNextResult(() => app.choose('Explain', 'Final similarity'));
  await app.afterNextResult(() => app.choose('Layer', MIDDLE));
  await expect(page.getByText(/^Not here\. Below the last layer/)).toBeVisible();
  const [sum, total, open] = await Promise.all(
    [/^Sum of 64 channels/, /^cos\(x, y\)/, /^Left open/].map((name) => ledgerRow(page, name)),
  );
  for (const i of [0, 1]) {
    expect(Math.abs(open![i]!)).toBeGreaterThan(1e-3);
    expect(sum![i]! + open![i]!).toBeCloseTo(total![i]!, 2);
  }
  await app.afterNextResult(() => app.choose('CIS', 'gradient'));
  await expect(page.getByText(/promises no sum/)).toBeVisible();
  expect(app.problems).toEqual([]);
});

test('a chosen channel shows its own map, and all channels together are the whole', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await tab(page, 'Channels');
  const table = page.getByRole('table', { name: 'Top channels' });
  await expect(table.getByRole('row')).toHaveCount(11);
  const first = table.getByRole('button').nth(0);
  const third = table.getByRole('button').nth(2);
  await expect(first).toHaveAttribute('aria-pressed', 'true');
  const before = await picture(page, `Activation of channel ${await first.textContent()}, image A`);
  await third.click();
  const chosen = await third.textContent();
  await expect(page.getByRole('heading', { name: `Where channel ${chosen} responds` })).toBeVisible();
  for (const slot of ['A', 'B'])
    expect(await picture(page, `Activation of channel ${chosen}, image ${slot}`)).not.toBe(before);

  const slider = page.getByRole('slider', { name: 'Channels, in the order of the table' });
  await expect(page.getByText(/They add up to .* of/).first()).toContainText('%');
  await slider.press('End');
  const score = (await app.score()).toPrecision(3);
  for (const line of await page.getByText(/They add up to/).all()) {
    await expect(line).toContainText(
      `add up to ${score} of ${score}, 100 %. Their map follows the whole map with r = 1.000`,
    );
  }
  await table.getByRole('row').nth(1).waitFor();
  await page.getByRole('radio', { name: 'Lowest' }).check({ force: true });
  await expect(table.getByRole('cell').first()).toContainText('−');
  expect(app.problems).toEqual([]);
});

test('what sets the pair apart adds up to what is missing to 1', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await tab(page, 'Why different');
  await expect(page.getByText(/No place is below zero|places are below zero/)).toHaveCount(2);
  const account = await page.locator('p', { hasText: 'This account is exact' }).textContent();
  expect(Number(/= ([\d.]+)\.$/.exec(account ?? '')?.[1])).toBeCloseTo(1 - (await app.score()), 4);
  await expect(page.getByRole('img', { name: /^Blue: what sets this image apart/ })).toHaveCount(2);
  expect(app.problems).toEqual([]);
});

test('the pictures stay in view beside the panel one works in, unless one says no; that is remembered', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  await tab(page, 'Points');
  const last = page.getByRole('table', { name: 'Pairs of points' }).getByRole('row').last();
  const map = page.getByRole('img', { name: 'Map of image A' });
  await last.scrollIntoViewIfNeeded();
  await page.mouse.wheel(0, 5000);
  await expect(map).toBeInViewport();
  await expect(page.getByRole('region', { name: 'Colour scale' })).toBeInViewport();
  // Pointing at a picture there is pointing at it anywhere.
  await map.hover();
  await expect(page.locator('.readout')).toContainText('of image A');
  await page.mouse.wheel(0, -20_000);
  await expect(page.locator('.stage')).not.toHaveClass(/docked/);

  const stay = page.getByRole('checkbox', { name: 'Pictures stay in view' });
  await stay.uncheck();
  await page.mouse.wheel(0, 20_000);
  await expect(map).not.toBeInViewport();
  await page.reload();
  await app.done();
  await tab(page, 'Points');
  await expect(stay).not.toBeChecked();
  expect(app.problems).toEqual([]);
});

test('strongest pairs of points: links on the stage, the same as text, pinned from the table', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  await tab(page, 'Points');
  const links = page.locator('svg.links');
  await expect(links.locator('line.link-line')).toHaveCount(12);
  const table = page.getByRole('table', { name: 'Pairs of points' });
  await expect(table.getByRole('row')).toHaveCount(13);
  const together = await page.getByText(/^All pairs together/).textContent();
  expect(Number(/together: ([\d.]+)/.exec(together ?? '')?.[1])).toBeCloseTo(await app.score(), 5);
  // Each point once: as many places as rows.
  for (const column of [0, 1]) {
    const places = await table.locator(`tbody tr td:nth-child(${column + 1})`).allTextContents();
    expect(new Set(places).size).toBe(12);
  }

  const before = await app.picture('B');
  await table
    .getByRole('button', { name: /of image A$/ })
    .first()
    .click();
  await expect(page.getByText(/pinned, click to let go/)).toBeVisible();
  await expect(page.getByText(/^Shares of the cosine with the point in A/)).toBeVisible();
  await expect.poll(() => app.picture('B')).not.toBe(before);
  // The pinned point and its evidence outlive a change of metric and of layer.
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await expect(page.getByText(/pinned, click to let go/)).toBeVisible();
  await expect(page.getByText(/^Shares of the cosine with the point in A/)).toBeVisible();
  await app.afterNextResult(() => app.choose('Layer', MIDDLE));
  await expect(page.getByText(/^Shares of the cosine with the point in A/)).toBeVisible();
  await expect(links.locator('line.link-line')).toHaveCount(12);

  await page.getByRole('checkbox', { name: 'Links on the images' }).uncheck();
  await expect(links).toHaveCount(0);
  await app.afterNextResult(() => app.choose('Layer', EARLY));
  await expect(page.getByText(/This layer has 56 × 56 = 3136 places/)).toBeVisible();
  expect(app.problems).toEqual([]);
});

test('a point is found and pinned from the keyboard alone', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.getByRole('img', { name: 'Map of image A' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Row 4, column 5 of image A')).toBeVisible();
  await expect(page.getByText(/^Shares of the cosine with the point in A/)).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('Row 3, column 5 of image A')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/pinned/)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByText(/pinned/)).toBeVisible();
});

test('a comparison leaves the stage alone and leaves as one picture', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const stage = await app.main.getAttribute('data-result');
  const before = await app.picture('A');
  await tab(page, 'Compare');
  await page.getByRole('button', { name: 'Compare 6' }).click();
  const cards = page.getByRole('list', { name: 'Comparison' }).locator('> li');
  await expect(cards).toHaveCount(6);
  for (const card of await cards.all()) await expect(card).toHaveAttribute('data-status', 'done');
  const card = (name: string) => cards.and(page.getByRole('listitem', { name, exact: true }));
  await expect(card('SFAM')).toContainText('r with the map compared with (SFAM): A 1.00, B 1.00');
  // Activations of this layer are negative too: the length of the features is its measure of activity.
  await expect(card('Mean activation')).toContainText(/r with the feature norm: A −?0\.\d\d, B −?0\.\d\d/);
  await expect(card('Decomposition')).toContainText('Explains this layer’s similarity');
  await expect(card('Grad-CAM').getByRole('img')).toHaveCount(2);
  expect(await app.main.getAttribute('data-result')).toBe(stage);
  expect(await app.picture('A')).toBe(before);

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export comparison' }).click(),
  ]);
  const png = PNG.sync.read(await readFile(await saved.path()));
  expect(png.width).toBeGreaterThan(3000);
  expect(png.height).toBeGreaterThan(1200);
  expect(new Set(png.data).size).toBeGreaterThan(100);

  await page.getByRole('radio', { name: 'Layers' }).check({ force: true });
  await page.getByRole('button', { name: /^Compare \d+$/ }).click();
  await expect(page.getByText(/^(\d) of \1 done$/)).toBeVisible();
  expect(app.problems).toEqual([]);
});

test('occlusion reports progress, sharpens, and stops at once', async ({ page }) => {
  test.setTimeout(240_000);
  const app = new AppPage(page);
  // At the largest input there is time to stop it, however fast the machine.
  await app.open({ size: '512' });
  const old = await app.picture('A');
  const tensors = () => page.evaluate(() => Number(document.querySelector('main')!.dataset.tensors));
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await app.afterNextResult(() => app.choose('Metric', 'Cosine'));
  const held = await tensors();

  for (const stop of [
    () => page.getByRole('button', { name: 'Cancel', exact: true }).click(),
    () => page.keyboard.press('Escape'),
  ]) {
    await app.choose('Method', 'occlusion');
    // Each image has a worker of its own on wasm: B's partial map may come before A's.
    await expect(page.locator('[data-slot="a"]').getByText(/^Sharpening/)).toBeVisible();
    expect(await app.picture('A')).not.toBe(old);
    await stop();
    await app.done();
    // The controls go back to what is on screen.
    await expect.poll(() => app.picture('A')).toBe(old);
    await expect(page.getByRole('combobox', { name: 'Method' })).toHaveValue('sfam');
  }
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await app.afterNextResult(() => app.choose('Metric', 'Cosine'));
  expect(await tensors()).toBe(held);

  // To its end at the smallest input.
  await app.afterNextResult(() => app.choose('Input size', '224x224'));
  const small = await app.picture('A');
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await app.afterNextResult(() => app.choose('Metric', 'Cosine'));
  const fewer = await tensors();
  await app.afterNextResult(() => app.choose('Method', 'occlusion'));
  expect(await app.picture('A')).not.toBe(small);
  await app.afterNextResult(() => app.choose('Method', 'sfam'));
  expect(await tensors()).toBe(fewer);

  await tab(page, 'Compare');
  await page.getByRole('checkbox', { name: /^RISE/ }).check();
  await page.getByRole('button', { name: 'Compare 7' }).click();
  const rise = page.getByRole('listitem', { name: 'RISE', exact: true });
  await expect(rise.getByRole('img')).toHaveCount(2);
  await page.getByRole('button', { name: 'Cancel comparison' }).click();
  await expect(rise).toHaveAttribute('data-status', 'cancelled');
  expect(app.problems).toEqual([]);
});

test('a map below the last layer can be asked whether it is numerically stable', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await expect(page.getByRole('button', { name: 'Check stability' })).toHaveCount(0);
  await app.afterNextResult(() => app.choose('Layer', MIDDLE));
  await page.getByRole('button', { name: 'Check stability' }).click();
  await expect(page.getByText(/moves the map by [\d.·⁻⁰-⁹]+ %/)).toHaveCount(2);
  await app.afterNextResult(() => app.choose('Method', 'grad-cam'));
  await expect(
    page.getByText('The same map, but for its scale: SFAM with the gradient reading (equal).'),
  ).toBeVisible();
  expect(app.problems).toEqual([]);
});
