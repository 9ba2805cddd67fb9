import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { AppPage } from './app-page.ts';
import { photograph } from './test-files.ts';

test('opens on an explained sample pair, from its own origin only', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const cosine = await app.score();
  expect(cosine).toBeGreaterThan(-1);
  expect(cosine).toBeLessThan(1);
  expect((await app.similarity.textContent())!.replace(/[-.]|^0+/g, '').length).toBeGreaterThanOrEqual(6);
  expect(await app.picture('A')).not.toBe(await app.picture('B'));
  expect(app.foreign).toEqual([]);
  expect(app.problems).toEqual([]);
});

test('two dropped files of different sizes are explained', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const before = await app.score();
  await app.afterNextResult(() => app.drop([photograph('march-pastoral'), photograph('nagasaki-boats')]));
  expect(await app.score()).not.toBe(before);
  await expect(page.getByText('1024×498').first()).toBeVisible();
  await expect(page.getByText('1024×819').first()).toBeVisible();
  expect(app.problems).toEqual([]);
});

test('metric, reading, method and scope change the map without a forward pass; a layer changes map and score', async ({
  page,
}) => {
  const app = new AppPage(page);
  await app.open();
  const seen = new Set([await app.picture('A')]);
  const scores = new Set([await app.score()]);
  const change = async (group: string, option: string) => {
    await app.afterNextResult(() => app.choose(group, option));
    await expect(app.main).toHaveAttribute('data-forwarded', '0');
  };
  await change('Metric', 'Euclidean');
  seen.add(await app.picture('A'));
  scores.add(await app.score());
  expect(await app.score()).toBeCloseTo(-Number(await app.distance.textContent()), 5);
  await change('CIS', 'gradient');
  seen.add(await app.picture('A'));
  await change('Method', 'layer-cam');
  seen.add(await app.picture('A'));
  await change('Method', 'sfam');
  await change('Explain', "This layer's similarity");
  await change('Layer', 'tower_0/MobilenetV3/expanded_conv_9/add');
  seen.add(await app.picture('A'));
  scores.add(await app.score());
  expect(seen.size).toBe(5);
  expect(scores.size).toBe(3);
  expect(app.problems).toEqual([]);
});

test('the exported arrays are what the page says', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const { manifest, arrays } = await app.exportData();
  const e = arrays.embedding_a!.data;
  const f = arrays.embedding_b!.data;
  const dot = e.reduce((sum, v, i) => sum + v * f[i]!, 0);
  expect(dot / (Math.hypot(...e) * Math.hypot(...f))).toBeCloseTo(await app.score(), 5);
  expect(manifest.similarity).toBeCloseTo(await app.score(), 6);
  expect(manifest.distance).toBeCloseTo(Number(await app.distance.textContent()), 4);
  expect(manifest).toMatchObject({
    schemaVersion: 1,
    model: 'objects',
    metric: 'cosine',
    method: 'sfam',
    cis: 'contribution',
    scope: 'final',
    input: { height: 224, width: 224, resize: 'stretch' },
  });
  const sum = arrays.cis_a!.data.reduce((total, v) => total + v, 0);
  expect(sum).toBeCloseTo(await app.score(), 4);
  expect(arrays.map_a!.shape).toEqual([7, 7]);

  const figure = PNG.sync.read(await app.exportFigure());
  expect(figure.width).toBeGreaterThan(2000);
  expect(new Set(figure.data).size).toBeGreaterThan(100);
});
