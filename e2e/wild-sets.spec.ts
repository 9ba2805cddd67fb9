import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { formulaFile, pngFile } from './test-files.ts';

const LIST = 'Two names per line, as your list has them: commas, semicolons, tabs or spaces';
const COUNT = 1000;

/** A small picture of one colour, so that thousands are written at once; equal numbers, equal bytes. */
const tinyPng = (i: number) =>
  pngFile(
    'x.png',
    Uint8Array.from({ length: 12 }, (_, at) => (at % 3 === 0 ? i % 256 : i >> 8)),
    2,
    2,
  ).buffer;

/** From now on the longest that the page did not answer for, in milliseconds, and what it told of its progress. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const seen = { longest: 0, told: new Set<string>() };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: 'longtask' });
    new MutationObserver(() => {
      const words = document.querySelector('.pairs-run, .progress')?.textContent;
      if (words) seen.told.add(words);
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
const watched = (page: Page) =>
  page.evaluate(() => {
    const { longest, told } = (window as unknown as { seen: { longest: number; told: Set<string> } }).seen;
    return { longest, told: told.size };
  });

test('thousands of pictures and lines hold up nothing, and are what they were chosen as after an edit', async ({
  page,
}, info) => {
  const app = new AppPage(page);
  const folder = info.outputPath('large');
  const nameOf = (i: number) => `class ${i % 40}/picture ${i}.png`;
  for (let i = 0; i < 40; i++) mkdirSync(join(folder, `class ${i}`), { recursive: true });
  for (let i = 0; i < COUNT; i++) writeFileSync(join(folder, nameOf(i)), tinyPng(i));
  await app.open({ backend: 'wasm' });
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  const pictures = page.getByRole('region', { name: 'Pictures', exact: true });
  const pairs = page.getByRole('region', { name: 'Pairs', exact: true });
  await expect(pairs).toBeVisible();
  await watch(page);
  await page.getByLabel('Choose a folder').setInputFiles(folder);
  await expect(pictures).toContainText(`${COUNT} pictures in 40 folders`);
  // All pairs there are, none of them made but those that are run.
  await expect(pairs).toContainText(`drawn from ${(COUNT * (COUNT - 1)) / 2}`);
  await page.getByLabel('Which pairs').selectOption('list');
  const lines = Array.from(
    { length: 6000 },
    (_, i) => `${nameOf(i % COUNT)},${nameOf((i * 7 + Math.floor(i / COUNT) + 1) % COUNT)}`,
  );
  await page.getByLabel(LIST).fill(lines.join('\n'));
  await expect(pairs).toContainText(/\d{2,} pairs? drawn from \d{4}/);
  await page.getByLabel(LIST).press('End');
  await page.getByLabel(LIST).pressSequentially('#');
  await page.getByLabel('Which pairs').selectOption('folder');
  await expect(pairs).toContainText(`drawn from ${40 * (25 * 24) * 0.5}`);
  const { longest, told } = await watched(page);
  // It told how far it was while it read, and never stood still for what one would call a freeze.
  expect(told).toBeGreaterThan(3);
  expect(longest).toBeLessThan(2000);

  // The folder, chosen again after pictures went and came, is what it is now.
  rmSync(join(folder, 'class 39'), { recursive: true });
  writeFileSync(join(folder, 'class 0', 'new.png'), tinyPng(COUNT));
  await expect(page.getByLabel('Choose a folder')).toHaveValue('');
  await page.getByLabel('Choose a folder').setInputFiles(folder);
  await expect(pictures).toContainText(`${COUNT - 25 + 1} pictures in 39 folders`);
  expect(app.problems).toEqual([]);
});

test('lists are taken as they are found, and equal pictures keep their names and classes', async ({
  page,
}, info) => {
  const app = new AppPage(page);
  const set = info.outputPath('set');
  mkdirSync(join(set, 'cats'), { recursive: true });
  mkdirSync(join(set, 'dogs'));
  const [a, b] = [formulaFile('a').buffer, formulaFile('b').buffer];
  // The file system of a Mac puts an umlaut together of two characters.
  const files = { 'cats/#1.png': a, [`dogs/${'Müller'.normalize('NFD')}.PNG`]: b, 'dogs/copy; of 1.png': a };
  for (const [path, bytes] of Object.entries(files)) writeFileSync(join(set, path), bytes);
  await app.open({ backend: 'wasm' });
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  const pictures = page.getByRole('region', { name: 'Pictures', exact: true });
  const pairs = page.getByRole('region', { name: 'Pairs', exact: true });
  await page.getByLabel('Choose a folder').setInputFiles(set);
  await expect(pictures).toContainText('3 pictures in 2 folders');
  await page.getByLabel('Which pairs').selectOption('list');
  const open = page.getByLabel('Open a CSV file');
  const list = (lines: readonly string[]) => ({
    name: 'pairs.csv',
    mimeType: 'text/csv',
    // As Excel in Europe saves it: Windows-1252.
    buffer: Buffer.from(lines.join('\r\n'), 'latin1'),
  });
  await open.setInputFiles(
    list([
      'Nr,gleich,Bild 1,Bild 2',
      '1,0,#1.png,müller.png',
      '2,1,#1.png,copy; of 1.png',
      '3,0,#1.png,müller.png',
    ]),
  );
  await expect(pairs).toContainText('2 pairs');
  await expect(pairs).toContainText('Line 1 is taken as the header: “Nr,gleich,Bild 1,Bild 2”.');
  await expect(pairs).toContainText('Line 4 repeats line 2; the pair counts once.');
  await expect(pairs).not.toContainText('no picture');
  // Edited, and chosen again from the same place.
  await expect(open).toHaveValue('');
  await open.setInputFiles(list(['#1.png,müller.png']));
  await expect(pairs).toContainText('1 pair');

  // In the gallery too each of two equal files is there, by its name and in its class.
  await page.getByRole('tab', { name: 'Gallery' }).click();
  await page.getByLabel('Gallery folder').setInputFiles(set);
  await expect(page.getByLabel('Gallery status')).toHaveText('3 of 3 images embedded');
  await expect(page.getByRole('button', { name: 'Score 3 pictures in 2 classes' })).toBeVisible();
  for (const name of ['cats/#1.png', 'dogs/copy; of 1.png'])
    await expect(page.getByRole('option', { name: new RegExp(name) })).toBeVisible();
  expect(app.problems).toEqual([]);
});

test('a second tab leaves the first one’s run alone, and says that there is one', async ({
  page,
  context,
}) => {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  for (const name of ['Normalized', 'Gradient', 'Decomposition', 'Grad-CAM'])
    await page.getByRole('checkbox', { name, exact: true }).uncheck();
  await page.getByLabel('Steps per curve').selectOption('8');
  await page.getByRole('checkbox', { name: /^Keep on this device/ }).check();
  await page.getByRole('button', { name: 'Run the test' }).click();
  const bar = page.getByRole('progressbar', { name: 'Testing' });
  await expect(page.getByRole('heading', { name: /^1 pair, 8 steps/ })).toBeVisible();

  const second = new AppPage(await context.newPage());
  await second.open({ backend: 'wasm' });
  await second.page.getByRole('tab', { name: 'A set of pairs' }).click();
  await expect(second.page.getByText('another tab may be at it')).toBeVisible();
  await expect(second.page.getByRole('progressbar', { name: 'Testing' })).toHaveCount(0);
  await expect(second.page.getByRole('button', { name: 'Continue' })).toBeVisible();
  await expect(bar).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  expect([...app.problems, ...second.problems]).toEqual([]);
});
