import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { photograph } from './test-files.ts';

async function openPairs(page: Page): Promise<AppPage> {
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  return app;
}

/** The smallest run that has everything: one method, one reading, the controls. */
async function small(page: Page): Promise<void> {
  for (const name of ['Normalized', 'Gradient', 'Decomposition', 'Grad-CAM'])
    await page.getByRole('checkbox', { name, exact: true }).uncheck();
  await page.getByLabel('Steps per curve').selectOption('8');
}

async function download(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await file.path(), 'utf8');
}

interface Exported {
  readonly pairs: readonly {
    readonly key: string;
    readonly sameClass: boolean;
    readonly numbers: Record<string, { difference: number }>;
  }[];
  readonly table: readonly {
    readonly method: string;
    readonly sameClass: boolean;
    readonly verdict: string;
    readonly count: number;
    readonly difference: { mean: number };
  }[];
}

test('runs a set to a table, is cancelled, resumes after a reload, and leaves as CSV and JSON', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const app = await openPairs(page);
  await small(page);
  await page.getByLabel('At most').fill('3');
  await page.getByRole('button', { name: 'Run the test' }).click();
  await expect(page.getByRole('heading', { name: /^1 pair, 8 steps, on objects/ })).toBeVisible({
    timeout: 120_000,
  });
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await expect(page.getByText(/Cancelled\. 1 pairs? (is|are) kept/)).toBeVisible();
  const half = JSON.parse(await download(page, 'Export everything (JSON)')) as Exported;
  expect(half.pairs).toHaveLength(1);

  await page.reload();
  await app.done();
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  // What was measured is back without any work; the rest is done on request.
  await expect(page.getByRole('heading', { name: '1 pair, 8 steps, on objects', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('Finished.')).toBeVisible({ timeout: 200_000 });
  // One of the three is of one cat: that is another question, and another table.
  const different = page.getByRole('region', { name: 'Pairs of different things' });
  const oneClass = page.getByRole('region', { name: 'Pairs of one subject or folder' });
  await expect(different.getByRole('row')).toHaveCount(4);
  await expect(oneClass.getByRole('row')).toHaveCount(4);
  await expect(different.getByRole('heading')).toContainText('2 pairs');

  const whole = JSON.parse(await download(page, 'Export everything (JSON)')) as Exported;
  expect(whole.pairs).toHaveLength(3);
  expect(whole.pairs.find(({ key }) => key === half.pairs[0]!.key)).toEqual(half.pairs[0]);
  const unlike = whole.pairs.filter(({ sameClass }) => !sameClass);
  const sfam = unlike.map(({ numbers }) => numbers['sfam:contribution@cosine']!.difference);
  const row = whole.table.find(({ method, sameClass }) => method === 'sfam' && !sameClass)!;
  expect(row.count).toBe(2);
  expect(row.difference.mean).toBeCloseTo(sfam.reduce((a, b) => a + b) / 2, 12);
  expect(row.verdict).toMatch(/^no verdict: \d independent, 15 needed$/);

  const csv = (await download(page, 'Export table (CSV)'))
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','));
  expect(csv.map((cells) => cells[0])).toEqual([
    'method',
    ...['sfam', 'mean-activation', 'random'],
    ...['sfam', 'mean-activation', 'random'],
  ]);
  expect(Number(csv[1]![csv[0]!.indexOf('difference_mean')])).toBe(row.difference.mean);

  // Sorting turns the order round and says so.
  await different.getByRole('button', { name: 'Insertion − deletion' }).click();
  await expect(different.getByRole('columnheader', { name: 'Insertion − deletion' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  const shown = whole.table.filter(({ sameClass }) => !sameClass);
  const means = shown.map(({ difference }) => difference.mean).sort((a, b) => b - a);
  const best = shown.find(({ difference }) => difference.mean === means[0])!.method;
  const words = { sfam: 'SFAM', 'mean-activation': 'Mean activation', random: 'Random' }[best]!;
  await expect(different.getByRole('rowheader').first()).toContainText(words);
  expect(app.problems).toEqual([]);
});

test('a run that the page was closed on goes on by itself', async ({ page }) => {
  test.setTimeout(300_000);
  const app = await openPairs(page);
  await small(page);
  await page.getByLabel('At most').fill('2');
  await page.getByRole('button', { name: 'Run the test' }).click();
  // The bar is there at once; what it counts begins when the run is on record.
  const bar = page.getByRole('progressbar', { name: 'Testing' });
  await expect(bar).toHaveAttribute('aria-valuenow', /^[1-9]/);
  await page.reload();
  await app.done();
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  await expect(page.getByText('Finished.')).toBeVisible({ timeout: 200_000 });
  await expect(page.getByRole('heading', { name: /^2 pairs, 8 steps/ })).toBeVisible();
});

test('a folder of folders is paired within each of them', async ({ page }, info) => {
  test.setTimeout(300_000);
  const app = await openPairs(page);
  const set = info.outputPath('set');
  const files = {
    plants: ['acanthus-mollis', 'allium-oreophilum'],
    places: ['march-pastoral', 'nagasaki-boats', 'black-canyon'],
  };
  for (const [folder, names] of Object.entries(files)) {
    await mkdir(join(set, folder), { recursive: true });
    for (const name of names) {
      const { name: file, buffer } = photograph(name);
      await writeFile(join(set, folder, file), buffer);
    }
  }
  await page.getByLabel('Choose a folder').setInputFiles(set);
  await expect(page.getByText('5 pictures in 2 folders')).toBeVisible();
  await expect(page.getByText('10 pairs', { exact: true })).toBeVisible();
  await page.getByLabel('Which pairs').selectOption('folder');
  // One pair of plants, three of places.
  await expect(page.getByText('4 pairs', { exact: true })).toBeVisible();
  await small(page);
  // Two of them, drawn: of all ten pairs, two would be of one folder by luck once in seven times.
  await page.getByLabel('At most').fill('2');
  await page.getByRole('button', { name: 'Run the test' }).click();
  await expect(page.getByText('Finished.')).toBeVisible({ timeout: 250_000 });
  const { pairs } = JSON.parse(await download(page, 'Export everything (JSON)')) as {
    pairs: { a: string; b: string }[];
  };
  const folder = (path: string) => path.split('/').at(-2);
  expect(pairs).toHaveLength(2);
  expect(pairs.every(({ a, b }) => a !== b && folder(a) === folder(b))).toBe(true);
  expect(app.problems).toEqual([]);
});

test('own files and a list of names; what cannot be used is said', async ({ page }) => {
  test.setTimeout(300_000);
  const app = await openPairs(page);
  const broken = { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('this is no picture') };
  const pair = await page.getByRole('status', { name: 'Similarity', exact: true }).textContent();
  await app.drop(
    [photograph('march-pastoral'), photograph('nagasaki-boats'), broken],
    page.getByRole('region', { name: 'Pictures' }),
  );
  await expect(page.getByText('3 pictures in 1 folder')).toBeVisible();
  await page.getByLabel('Which pairs').selectOption('list');
  await page
    .getByLabel('Two names per line, as your list has them: commas, semicolons, tabs or spaces')
    .fill(
      'a,b\nmarch-pastoral.jpg,nagasaki-boats.jpg\nbroken.png,nagasaki-boats.jpg\nnobody.jpg,broken.png\n',
    );
  await expect(page.getByText('Line 4: there is no picture “nobody.jpg”.')).toBeVisible();
  await expect(page.getByText('2 pairs', { exact: true })).toBeVisible();
  await small(page);
  await page.getByRole('button', { name: 'Run the test' }).click();
  await expect(page.getByText('Finished.')).toBeVisible({ timeout: 200_000 });
  await expect(page.getByRole('heading', { name: /^1 pair, / })).toBeVisible();
  await expect(page.getByText(/^broken\.png and nagasaki-boats\.jpg were skipped: /)).toBeVisible();
  // The pair on the stage is another matter: nothing was opened there.
  expect(await page.getByRole('status', { name: 'Similarity', exact: true }).textContent()).toBe(pair);
  expect(app.problems).toEqual([]);
});
