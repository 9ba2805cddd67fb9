import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { PNG } from 'pngjs';
import { decodeNpy } from '../src/core/npy.ts';
import { AppPage } from './app-page.ts';
import { photograph } from './test-files.ts';

test('pictures in, neighbours in order, one of them explained, vectors out', async ({ page }) => {
  test.setTimeout(240_000);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  await page.getByRole('tab', { name: 'Gallery' }).click();
  const names = ['march-pastoral', 'nagasaki-boats', 'black-canyon', 'dust-bowl-home'];
  const broken = { name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('this is no picture') };
  await page.getByLabel('Gallery images').setInputFiles([...names.map((name) => photograph(name)), broken]);
  await expect(page.getByLabel('Gallery status')).toHaveText('4 of 5 images embedded');
  await expect(page.getByText(/^“broken\.png”: /)).toBeVisible();

  await page.getByRole('option', { name: 'nagasaki-boats.jpg', exact: true }).click();
  const hits = page.getByRole('list', { name: 'Nearest images' }).getByRole('listitem');
  await expect(hits).toHaveCount(3);
  const scores = (await hits.locator('.nearest-score').allTextContents()).map(Number);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));

  const first = (await hits.first().locator('.nearest-name').textContent())!;
  await expect(hits.first().getByRole('img', { name: `Map of ${first}` })).toBeVisible();
  await app.afterNextResult(() =>
    hits
      .first()
      .getByRole('button', { name: `Why ${first}`, exact: true })
      .click(),
  );
  expect(await app.score()).toBeCloseTo(scores[0]!, 5);
  await expect(page.getByText(first).first()).toBeVisible();
  // Why the first hit stands above the second.
  await hits
    .first()
    .getByRole('button', { name: / above / })
    .click();
  await expect(page.getByRole('img', { name: 'Map of image C' })).toBeVisible();
  await app.done();
  expect(Number(await app.objective.textContent())).toBeCloseTo(scores[0]! - scores[1]!, 5);
  // What they all share.
  await page.getByRole('button', { name: /^What the 3 shown/ }).click();
  await expect(page.locator('.explained-by').first()).toContainText('the mean of 3 images of the neighbours');
  await app.done();

  // A list that another program ranked: its order counts, and what is not there is said.
  const csv =
    'query,hit,score\nnagasaki-boats,march-pastoral,0.25\nnagasaki-boats,black-canyon,0.125\nx,y,1\n';
  await page
    .getByLabel('Ranked list')
    .setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(hits).toHaveCount(2);
  await expect(hits.first()).toContainText('march-pastoral');
  await expect(hits.first()).toContainText('0.2500000');
  await expect(page.getByText('Row 4: there is no picture “x”.')).toBeAttached();
  await page.getByRole('button', { name: 'Rank by the network' }).click();
  await page.getByRole('option', { name: 'nagasaki-boats.jpg', exact: true }).click();
  await expect(hits).toHaveCount(3);
  const [figure] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export ranking (figure)' }).click(),
  ]);
  const png = PNG.sync.read(await readFile(await figure.path()));
  expect(png.width).toBe(2 * (2 * 24 + 4 * 180 + 3 * 14));

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export vectors (npz)' }).click(),
  ]);
  const parts = unzipSync(new Uint8Array(await readFile(await file.path())));
  const { shape, data } = decodeNpy(parts['vectors.npy']!);
  expect(shape).toEqual([4, 480]);
  const vector = (index: number) => data.subarray(index * 480, (index + 1) * 480);
  const cosine = (x: Float32Array, y: Float32Array) => {
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
    return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
  };
  // In the order of the files' names: boats are the fourth.
  const others = [0, 1, 2].map((index) => cosine(vector(3), vector(index))).sort((a, b) => b - a);
  others.forEach((value, i) => void expect(value).toBeCloseTo(scores[i]!, 5));
  expect(app.problems).toEqual([]);
});

test('the bundled photographs as a gallery: frames of the cat are nearest to each other, and the scores say so', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm', against: 'none' });
  await page.getByRole('tab', { name: 'Gallery' }).click();
  await page.getByRole('button', { name: 'Use the bundled photographs' }).click();
  await expect(page.getByLabel('Gallery status')).toHaveText('18 of 18 images embedded');
  const find = page.getByLabel('Find by name');
  const listed = page.getByRole('listbox', { name: 'Gallery' }).getByRole('option');
  await find.fill('CAT-');
  await expect(listed).toHaveCount(5);
  await expect(listed.last()).toHaveAttribute('aria-setsize', '5');
  await listed.first().focus();
  await page.keyboard.press('End');
  await expect(listed.last()).toBeFocused();
  await find.fill('');
  await expect(listed.first()).toHaveAttribute('aria-setsize', '18');
  const cat = page.getByRole('option', { name: /cat/ }).first();
  await cat.focus();
  await page.keyboard.press('Enter');
  const hits = page.getByRole('list', { name: 'Nearest images' }).getByRole('listitem');
  for (const hit of (await hits.all()).slice(0, 3)) await expect(hit).toHaveAttribute('data-right', 'true');
  // A map lies over its picture and no further, also where that is much wider than high.
  await page.getByRole('button', { name: 'Show more' }).click();
  const wide = hits.filter({ hasText: 'alps' });
  await wide.scrollIntoViewIfNeeded();
  await expect(wide.locator('[data-map=made]')).toBeVisible();
  const frames = await wide
    .locator('.thumbnail, .hit-map-layer')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
  expect(frames).toHaveLength(2);
  for (const side of ['top', 'left', 'width', 'height'] as const)
    expect(frames[1]![side]).toBeCloseTo(frames[0]![side], 0);
  await page.getByRole('button', { name: /^Score 18 pictures/ }).click();
  const row = page.getByRole('row', { name: /Recall@1\b/ });
  await expect(row).toContainText('90.0 %');
  // The bundled pair on the stage is read against the gallery's pairs.
  await expect(
    page.getByText(
      /The pair on the stage: (At or above|Below) the threshold at 1 % false accepts of your 153 pairs/,
    ),
  ).toBeVisible();
  await page.getByText('Plot of the embeddings').click();
  await page.getByRole('button', { name: 'Plot 18 embeddings' }).click();
  const plot = page.getByRole('listbox', { name: 'Plot of the embeddings' });
  await expect(plot.getByRole('option')).toHaveAttribute('aria-setsize', '18');
  await plot.focus();
  await page.keyboard.press('End');
  await expect(plot.getByRole('option')).toHaveAttribute('aria-posinset', '18');
  await expect(plot.getByRole('option')).toHaveText(/^cabinets\/cabinet-2, similarity 0\.\d+ to cat-/);
  await page.getByText('Few-shot: classes from a handful of images').click();
  await page.getByLabel('Classes an episode (N)').fill('4');
  await page.getByRole('button', { name: 'Run 600 episodes' }).click();
  await expect(page.locator('.few-shot [role=alert]')).toContainText(
    '3 classes have 2 images or more; 4 are needed',
  );

  await page.getByText('Re-rank by matches').click();
  await page.getByRole('button', { name: 'Re-rank', exact: true }).click();
  await expect(page.getByText(/^Recall@1 of 10 queries: 90\.0 % by the embeddings, \d/)).toBeVisible();

  await page.getByText('Explain the pair on the stage against these images').click();
  await app.afterNextResult(() => page.getByRole('button', { name: 'Against all 18' }).click());
  const shipped = new URLSearchParams({
    a: 'daisy-grass',
    b: 'daisy',
    against: 'references',
    backend: 'wasm',
  });
  const own = await app.address();
  expect(own.get('against')).toBe('references');
  const objective = Number(await app.objective.textContent());
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export vectors (npz)' }).click(),
  ]);
  // The same photographs as their vectors alone; those of the dog are left out by nobody, being only names.
  await app.afterNextResult(async () =>
    page.getByLabel('Reference vectors', { exact: true }).setInputFiles(await file.path()),
  );
  await expect(page.locator('.explained-by').first()).toContainText('against 18 other images');
  expect(Number(await app.objective.textContent())).toBeLessThan(objective);
  await page.goto(`./?${shipped.toString()}`);
  await app.done();
  // A gallery of the very photographs is the set that ships, to the pair: the other dog is left out of both.
  expect(Number(await app.objective.textContent())).toBeCloseTo(objective, 5);
  expect(own.get('references')).toMatch(/^[0-9a-f]{8}$/);
  expect(app.problems).toEqual([]);
});

test('what is kept on this device is there after a reload, and gone when everything is forgotten', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const app = new AppPage(page);
  const open = async () => {
    await app.open({ backend: 'wasm', against: 'none' });
    await page.getByRole('tab', { name: 'Gallery' }).click();
  };
  const choose = (names: readonly string[]) =>
    page.getByLabel('Gallery images').setInputFiles(names.map((name) => photograph(name)));
  const status = page.getByLabel('Gallery status');
  const keep = page.getByRole('checkbox', { name: /^Keep on this device/ });
  await open();
  await choose(['march-pastoral', 'nagasaki-boats']);
  await expect(status).toHaveText('2 of 2 images embedded');
  // Whether the browser grants it is known a moment later.
  await keep.click();
  await expect(keep).toBeChecked();
  await choose(['march-pastoral', 'nagasaki-boats', 'black-canyon']);
  await expect(status).toHaveText('3 of 3 images embedded');
  await expect(page.getByText('2 vectors were kept on this device')).toBeVisible();

  await page.reload();
  await app.done();
  await page.getByRole('tab', { name: 'Gallery' }).click();
  await expect(keep).toBeChecked();
  await choose(['march-pastoral', 'nagasaki-boats', 'black-canyon', 'dust-bowl-home']);
  await expect(status).toHaveText('4 of 4 images embedded');
  await expect(page.getByText('3 vectors were kept on this device')).toBeVisible();
  const scores = async () => {
    await page.getByRole('option', { name: 'nagasaki-boats.jpg', exact: true }).click();
    return page.getByRole('list', { name: 'Nearest images' }).locator('.nearest-score').allTextContents();
  };
  const kept = await scores();

  await page.getByRole('button', { name: 'About', exact: true }).click();
  await app.forgetEverything();
  await open();
  await expect(keep).not.toBeChecked();
  await choose(['march-pastoral', 'nagasaki-boats', 'black-canyon', 'dust-bowl-home']);
  await expect(status).toHaveText('4 of 4 images embedded');
  await expect(page.getByText(/were kept on this device/)).toHaveCount(0);
  // What came from storage was what the network makes.
  expect(await scores()).toEqual(kept);
  expect(app.problems).toEqual([]);
});
