import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { SAMPLES } from '../src/core/samples/samples.ts';
import { AppPage } from './app-page.ts';
import { DIST, startStaticServer } from './static-server.ts';

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
  for (const tab of await page.getByRole('tab').all()) await tab.click();
  await page.getByRole('button', { name: 'About', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(app.problems).toEqual([]);
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
  expect(await page.title()).not.toMatch(/^New /);
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect(page).toHaveTitle(/^New /);
  await app.done();
  await expect(page.getByRole('radio', { name: 'Euclidean' })).toBeChecked();
  await site.close();
  rmSync(folder, { recursive: true });
});
