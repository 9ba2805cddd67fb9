import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { formulaFile, photograph } from './test-files.ts';

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

test('a folder that was edited and is chosen again is read again, in both panels', async ({ page }, info) => {
  const app = new AppPage(page);
  const set = info.outputPath('set');
  mkdirSync(join(set, 'cats'), { recursive: true });
  const [a, b, c] = [formulaFile('a').buffer, formulaFile('b').buffer, photograph('black-canyon').buffer];
  const put = (files: Record<string, Buffer>) => {
    for (const [path, bytes] of Object.entries(files)) writeFileSync(join(set, path), bytes);
  };
  const same = page.getByText('“cats/2.png” has the same content as “cats/1.png”; both are kept.');
  await app.open({ backend: 'wasm' });

  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  const pictures = page.getByRole('region', { name: 'Pictures', exact: true });
  const pairs = page.getByRole('region', { name: 'Pairs', exact: true });
  const folder = page.getByLabel('Choose a folder');
  put({ 'cats/1.png': a, 'cats/2.png': b, 'pairs.csv': Buffer.from('1.png,2.png\n') });
  await folder.setInputFiles(set);
  await expect(pictures).toContainText('2 pictures in 1 folder');
  await expect(pairs).toContainText('1 pair');
  await expect(same).toHaveCount(0);
  // One picture is another one now, one came, and the list says so.
  put({ 'cats/2.png': a, 'cats/3.jpg': c, 'pairs.csv': Buffer.from('1.png,2.png\n1.png,3.jpg\n') });
  await folder.setInputFiles(set);
  await expect(pictures).toContainText('3 pictures in 1 folder');
  await expect(pairs).toContainText('2 pairs');
  await expect(same).toBeVisible();

  await page.getByRole('tab', { name: 'Gallery' }).click();
  const own = page.getByLabel('Gallery folder');
  const status = page.getByLabel('Gallery status');
  const first = page.getByRole('list', { name: 'Nearest images' }).getByRole('listitem').first();
  await own.setInputFiles(set);
  await expect(status).toHaveText('3 of 3 images embedded');
  await page.getByRole('option', { name: 'cats/1.png', exact: true }).click();
  await expect(first).toContainText('2.png');
  expect(Number(await first.locator('.nearest-score').textContent())).toBeCloseTo(1, 5);
  put({ 'cats/2.png': b });
  await own.setInputFiles(set);
  await expect(same).toHaveCount(0);
  await expect(status).toHaveText('3 of 3 images embedded');
  await page.getByRole('option', { name: 'cats/1.png', exact: true }).click();
  expect(Number(await first.locator('.nearest-score').textContent())).toBeLessThan(0.999);
  // The browser's own word for a file that was edited while a small picture of it was still to be drawn.
  expect(app.problems.filter((each) => !each.includes('ERR_UPLOAD_FILE_CHANGED'))).toEqual([]);
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
