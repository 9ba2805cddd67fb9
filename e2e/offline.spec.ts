import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { PNG } from 'pngjs';
import { SAMPLES } from '../src/core/samples/samples.ts';
import { AppPage } from './app-page.ts';
import { axeFindings } from './axe-findings.ts';
import { fillPanels } from './fill-panels.ts';
import { DIST, startStaticServer } from './static-server.ts';
import { FULL_SWEEP } from './sweep.ts';
import { photograph } from './test-files.ts';

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
  // Two at a time; the last one beside the first where their number is odd. A push opens the first and the last of
  // them, and takes the files of the others.
  for (let i = 0; i < SAMPLES.length; i += 2) {
    const pair = [SAMPLES[i]!, SAMPLES[i + 1] ?? SAMPLES[0]!] as const;
    if (FULL_SWEEP || i === 0 || i + 2 >= SAMPLES.length) {
      await page.goto(`${site.url}?a=${pair[0].id}&b=${pair[1].id}&metric=euclidean`);
      await app.done();
      await expect(page.locator('[role=alert]')).toHaveCount(0);
    } else
      for (const { file } of pair)
        expect(
          await page.evaluate(
            async (at) => (await (await fetch(at)).blob()).type,
            `${site.url}samples/${file}`,
          ),
        ).toBe('image/jpeg');
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
  await page.getByRole('tab', { name: 'Compare' }).click();
  await fillPanels.Compare!(page);
  const second = new AppPage(await context.newPage());
  await second.page.goto(`${site.url}?metric=euclidean`);
  await second.done();
  expect(await second.score()).toBeCloseTo(-Number(await second.distance.textContent()), 5);
  await app.afterNextResult(() => app.choose('Model', 'faces'));
  expect([...app.problems, ...second.problems]).toEqual([]);
});

/** The built site in a folder of its own, with a way to publish a newer version there. */
function publishable() {
  const folder = mkdtempSync(join(tmpdir(), 'semblance-'));
  cpSync(DIST, folder, { recursive: true });
  return {
    folder,
    /** Another page, and a service worker that says so. */
    publish() {
      const html = readFileSync(join(folder, 'index.html'), 'utf8');
      writeFileSync(join(folder, 'index.html'), html.replace('<title>', '<title>New '));
      const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
      const entry = /[^"]+(","url":"index\.html")/;
      expect(entry.test(worker)).toBe(true);
      writeFileSync(join(folder, 'sw.js'), worker.replace(entry, 'a-new-one$1'));
    },
  };
}

test('an update asks before it reloads', async ({ page }) => {
  const { folder, publish } = publishable();
  const site = await startStaticServer('/x/', folder);
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  await expect(page.getByText('Ready offline.')).toBeVisible();
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));

  publish();
  await page.reload();
  await app.done();
  await expect(page.getByText('A newer semblance is ready')).toBeVisible();
  for (const viewport of [
    { width: 360, height: 740 },
    { width: 1360, height: 900 },
  ]) {
    await page.setViewportSize(viewport);
    expect
      .soft(await axeFindings(page, { changed: '.update-prompt' }), `the question, ${viewport.width} wide`)
      .toEqual([]);
  }
  expect(await page.title()).not.toMatch(/^New /);
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect(page).toHaveTitle(/^New /);
  await app.done();
  await expect(page.getByRole('radio', { name: 'Euclidean' })).toBeChecked();
  await site.close();
  rmSync(folder, { recursive: true });
});

test('an update accepted in one tab leaves the images of another alone', async ({ page, context }) => {
  const { folder, publish } = publishable();
  const site = await startStaticServer('/x/', folder);
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  await expect(page.getByText('Ready offline.')).toBeVisible();
  // Loaded under the worker's control, as any tab from the second visit on.
  await page.reload();
  await app.done();
  await app.afterNextResult(() => app.setFiles({ a: photograph('march-pastoral') }));
  const score = await app.score();

  publish();
  const other = await context.newPage();
  const theirs = new AppPage(other);
  await other.goto(site.url);
  await theirs.done();
  await expect(page.getByText('A newer semblance is ready')).toBeVisible();
  await other.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect(other).toHaveTitle(/^New /);
  await theirs.done();
  // The first tab heard of it; what it holds is still there and still works.
  await expect(page.locator('[data-slot=a] .file-name')).toContainText('march-pastoral');
  expect(await app.score()).toBe(score);
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  expect([...app.problems, ...theirs.problems]).toEqual([]);
  expect(await page.title()).not.toMatch(/^New /);
  await page.getByRole('button', { name: 'Reload', exact: true }).click();
  await expect(page).toHaveTitle(/^New /);
  await site.close();
  rmSync(folder, { recursive: true });
});

test('at the root of a host, the rest of the site is left alone', async ({ page }) => {
  const { folder } = publishable();
  mkdirSync(join(folder, 'blog'));
  writeFileSync(join(folder, 'blog', 'post.html'), '<!doctype html><title>Something else</title>');
  const site = await startStaticServer('/', folder);
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  await expect(page.getByText('Ready offline.')).toBeVisible();
  await page.goto(`${site.url}blog/post.html`);
  await expect(page).toHaveTitle('Something else');
  await page.goto(`${site.url}?metric=euclidean`);
  await app.done();
  await site.close();
  rmSync(folder, { recursive: true });
});

test('can be installed: the manifest names icons that exist and have the sizes it states', async ({
  page,
}) => {
  await page.goto('./');
  const href = await page.locator('link[rel=manifest]').evaluate((link) => (link as HTMLLinkElement).href);
  const manifest = (await (await page.request.get(href)).json()) as {
    readonly name: string;
    readonly start_url: string;
    readonly display: string;
    readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
  };
  expect(manifest).toMatchObject({ name: 'semblance', display: 'standalone' });
  expect(new URL(manifest.start_url, href).pathname).toBe(new URL(page.url()).pathname);
  for (const { src, sizes } of manifest.icons) {
    const { width, height } = PNG.sync.read(await (await page.request.get(new URL(src, href).href)).body());
    expect(`${width}x${height}`, src).toBe(sizes);
  }
  const offered = manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose ?? 'any'}`);
  for (const needed of ['192x192 any', '512x512 any', '512x512 maskable']) expect(offered).toContain(needed);
});
