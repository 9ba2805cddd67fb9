import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { formulaFile, photograph } from './test-files.ts';

test('the link reproduces the view in another browser: same settings, same numbers', async ({
  page,
  browser,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const app = new AppPage(page);
  await app.open({ a: 'canyon', b: 'alps' });
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await app.afterNextResult(() => app.choose('Method', 'layer-cam'));
  await app.afterNextResult(() => app.choose('Layer', 'tower_0/MobilenetV3/expanded_conv_9/add'));
  await app.choose('Colours', 'cividis');
  await app.choose('Range', 'Per image');
  await app.choose('Cells', 'Raw');
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect(page.getByText('Link copied.', { exact: true })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const mine = await app.exportData();

  const other = await browser.newContext({ viewport: { width: 1360, height: 900 } });
  const theirs = new AppPage(await other.newPage());
  await theirs.page.goto(link);
  await theirs.done();
  const exported = await theirs.exportData();
  expect(exported.manifest).toEqual(mine.manifest);
  expect(exported.arrays).toEqual(mine.arrays);
  expect(await theirs.picture('A')).toBe(await app.picture('A'));
  expect(await theirs.picture('B')).toBe(await app.picture('B'));
  await other.close();
});

test('own images: the link says that settings travel and images do not', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const app = new AppPage(page);
  await app.open();
  await app.afterNextResult(() => app.setFiles({ a: photograph('march-pastoral') }));
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  await expect(page.getByText(/carries the settings; your own images stay on this device/)).toBeVisible();
  const link = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  expect(link.searchParams.has('a')).toBe(false);
  // Who opens it is told that they see something else; in the tab that it came from it would be a reload.
  const other = new AppPage(await context.newPage());
  await other.page.goto(link.href);
  await other.done();
  await expect(other.page.getByText(/made with a picture of someone’s own as image A/)).toBeVisible();
  await other.page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(other.page.getByText(/picture of someone’s own/)).toHaveCount(0);
  expect((await other.address()).has('own')).toBe(false);
});

test('the report is one file that needs no script and no network, and file names cannot break it', async ({
  page,
  browser,
}, info) => {
  const app = new AppPage(page);
  await app.open();
  const name = '"><img src=x onerror=alert(1)>&amp;.png';
  await app.afterNextResult(() => app.setFiles({ a: { ...formulaFile('a'), name } }));
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export report', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/-objects-sfam-(cosine|euclidean)\.html$/);
  const file = info.outputPath('report.html');
  await download.saveAs(file);

  const other = await browser.newContext({ javaScriptEnabled: false, offline: true });
  const reader = await other.newPage();
  const asked: string[] = [];
  reader.on('request', (request) => asked.push(request.url()));
  await reader.goto(`file://${file}`);
  await expect(reader.getByRole('heading', { level: 1 })).toContainText(name);
  await expect(reader.getByRole('img')).toHaveCount(5);
  for (const image of await reader.getByRole('img').all()) {
    const box = await image.boundingBox();
    expect(box!.width).toBeGreaterThan(100);
  }
  await expect(reader.getByRole('row', { name: /^Final similarity/ })).toContainText(
    (await app.similarity.textContent())!,
  );
  await expect(reader.getByRole('row', { name: /^modelSha256/ })).toContainText(/[0-9a-f]{64}/);
  await expect(reader.getByText(/arXiv 2506\.01636/).first()).toBeVisible();
  expect(asked.filter((url) => !url.startsWith('data:') && url !== reader.url())).toEqual([]);
  expect(await readFile(file, 'utf8')).not.toMatch(/<script/i);
  await other.close();
  expect(app.problems).toEqual([]);
});
