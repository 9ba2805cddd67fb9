import { expect } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { dribble } from './dribble.ts';
import { test } from './site-test.ts';
import type { StaticServer } from './static-server.ts';
import { formulaFile } from './test-files.ts';

/** Parts of the site that match do not arrive: no answer at all, or a host's front page with status 200. */
function withhold(site: StaticServer, part: RegExp, how: 'missing' | 'html'): void {
  site.intercept = (path, response) => {
    if (!part.test(path)) return false;
    if (how === 'missing') response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Home</title>');
    return true;
  };
}

const WASM = /^assets\/tfjs-backend-wasm.*\.wasm$/;

for (const how of ['missing', 'html'] as const)
  test(`the wasm binary is ${how}: said in words instead of a slower engine, and one click mends it`, async ({
    page,
    site,
  }) => {
    const app = new AppPage(page);
    for (const address of [site.url, `${site.url}?backend=wasm`]) {
      withhold(site, WASM, how);
      await page.goto(address);
      await mended(app, site);
      await expect(app.main).toHaveAttribute('data-backend', 'wasm');
    }
  });

for (const [name, part] of [
  ['that starts the engine', /^assets\/worker-[^/]+\.js$/],
  ['of the engine', /^assets\/serve-engine-[^/]+\.js$/],
  ['of the backend', /^assets\/backend-wasm-[^/]+\.js$/],
] as const)
  test(`the script ${name} is missing: said in words, one click when it is there`, async ({ page, site }) => {
    withhold(site, part, 'missing');
    const app = new AppPage(page);
    await page.goto(site.url);
    await mended(app, site);
  });

/** The fault is named, and cured when the part is there again. */
async function mended(app: AppPage, site: StaticServer): Promise<void> {
  await expect(app.main).toHaveAttribute('data-job', 'failed');
  const alert = app.page.locator('.job-row').getByRole('alert');
  await expect(alert).toContainText(/part of semblance could not be downloaded.*Try again/);
  site.intercept = null;
  await alert.getByRole('button', { name: 'Try again' }).click();
  await app.done();
  await expect(alert).toHaveCount(0);
}

test('the script of the decoder is missing: said where the pictures would stand; the next one opens when it is there', async ({
  page,
  site,
}) => {
  withhold(site, /^assets\/decode\.worker-[^/]+\.js$/, 'missing');
  const app = new AppPage(page);
  await page.goto(site.url);
  for (const slot of ['a', 'b'])
    await expect(page.locator(`[data-slot=${slot}]`).getByRole('alert')).toContainText(
      /opens pictures could not be loaded.*again/,
    );
  site.intercept = null;
  await app.setFiles({ a: formulaFile('a'), b: formulaFile('b') });
  await app.done();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a sample is missing: said where it would stand; a file of one’s own, and another sample, go on', async ({
  page,
  site,
}) => {
  withhold(site, /^samples\//, 'missing');
  const app = new AppPage(page);
  await page.goto(site.url);
  for (const slot of ['a', 'b'])
    await expect(page.locator(`[data-slot=${slot}]`).getByRole('alert')).toContainText(
      /could not be loaded.*file of your own/,
    );
  await app.setFiles({ a: formulaFile('a'), b: formulaFile('b') });
  await app.done();
  await expect(page.getByRole('alert')).toHaveCount(0);
  site.intercept = null;
  await app.afterNextResult(() => page.locator('.sample-card').nth(1).click());
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a slow first visit shows its bytes, can be cancelled, and goes through when asked again', async ({
  page,
  site,
}) => {
  dribble(site, 'objects', 200);
  const app = new AppPage(page);
  await page.goto(site.url);
  const row = page.locator('.job-row');
  const bytes = row.getByText(/\d\.\d of \d+\.\d MB/);
  await expect(bytes).toBeVisible();
  const first = await bytes.textContent();
  await expect(bytes).not.toHaveText(first!);
  await row.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.main).toHaveAttribute('data-job', 'idle');
  site.intercept = null;
  await row.getByRole('button', { name: 'Explain' }).click();
  await app.done();
  expect(app.problems).toEqual([]);
});
