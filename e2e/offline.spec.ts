import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { SAMPLES } from '../src/core/samples/samples.ts';
import { AppPage } from './app-page.ts';
import { axeFindings } from './axe-findings.ts';
import { fillPanels } from './fill-panels.ts';
import { DIST, startStaticServer } from './static-server.ts';
import { formulaFile } from './test-files.ts';

test.use({ serviceWorkers: 'allow' });

test('after the first visit everything works without a network: both models, all samples, links', async ({
  page,
  context,
}) => {
  const site = await startStaticServer();
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  const score = await app.score();
  await expect(page.getByText('Ready offline.')).toBeVisible();

  await site.close();
  await context.setOffline(true);
  await page.reload();
  await app.done();
  expect(await app.score()).toBe(score);
  await app.afterNextResult(() => app.choose('Model', 'faces'));
  for (const { id } of SAMPLES) {
    await page.goto(`${site.url}?a=${id}&b=boats&metric=euclidean`);
    await app.done();
    await expect(page.locator('[role=alert]')).toHaveCount(0);
  }
  // What is loaded on demand is there too.
  await app.exportFigure();
  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export report', exact: true }).click(),
  ]);
  expect(readFileSync(await report.path(), 'utf8')).toContain('</html>');
  for (const tab of await page.getByRole('tab').all()) await tab.click();
  await page.getByRole('button', { name: 'About', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');

  // A panel does its work, and a second tab of the same site is as good as the first.
  await page.getByRole('tab', { name: 'Test this map' }).click();
  await fillPanels['Test this map']!(page);
  const second = new AppPage(await context.newPage());
  await second.page.goto(`${site.url}?metric=euclidean`);
  await second.done();
  expect(await second.score()).toBeCloseTo(-Number(await second.distance.textContent()), 5);
  await app.afterNextResult(() => app.choose('Model', 'objects'));
  expect([...app.problems, ...second.problems]).toEqual([]);
});

test('an update asks before it reloads', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'semblance-'));
  cpSync(DIST, folder, { recursive: true });
  const site = await startStaticServer('/x/', folder);
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  await expect(page.getByText('Ready offline.')).toBeVisible();
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));

  // A new version: another page, and a service worker that says so.
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(join(folder, 'index.html'), html.replace('<title>', '<title>New '));
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
  const entry = /(url:"index\.html",revision:")[^"]+/;
  expect(worker).toMatch(entry);
  writeFileSync(join(folder, 'sw.js'), worker.replace(entry, '$1a-new-one'));

  await page.reload();
  await app.done();
  await expect(page.getByText('A newer semblance is ready')).toBeVisible();
  for (const viewport of [
    { width: 360, height: 740 },
    { width: 1360, height: 900 },
  ]) {
    await page.setViewportSize(viewport);
    expect.soft(await axeFindings(page), `the question, ${viewport.width} wide`).toEqual([]);
  }
  expect(await page.title()).not.toMatch(/^New /);
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect(page).toHaveTitle(/^New /);
  await app.done();
  await expect(page.getByRole('radio', { name: 'Euclidean' })).toBeChecked();
  await site.close();
  rmSync(folder, { recursive: true });
});

test('an update that one tab takes does not disturb the other one', async ({ page, context }) => {
  const folder = mkdtempSync(join(tmpdir(), 'semblance-'));
  cpSync(DIST, folder, { recursive: true });
  const site = await startStaticServer('/x/', folder);
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  await expect(page.getByText('Ready offline.')).toBeVisible();
  const other = new AppPage(await context.newPage());
  await other.page.goto(site.url);
  await other.done();
  await other.afterNextResult(() => other.setFiles({ a: formulaFile('a') }));
  const score = await other.score();

  const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
  writeFileSync(join(folder, 'sw.js'), worker.replace(/(url:"index\.html",revision:")[^"]+/, '$1a-new-one'));
  await page.reload();
  await app.done();
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await app.done();
  // Images of one's own are still there: nobody reloaded this tab.
  await expect(other.page.locator('[data-slot=a] .file-name')).toHaveText('formula-a.png');
  expect(await other.score()).toBe(score);
  await other.afterNextResult(() => other.choose('Metric', 'Euclidean'));
  expect([...app.problems, ...other.problems]).toEqual([]);
  await site.close();
  rmSync(folder, { recursive: true });
});
