import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { fillPanels } from './fill-panels.ts';
import { DIST, type StaticServer, startStaticServer } from './static-server.ts';
import { expectGuarded, startStranger } from './stranger.ts';

/**
 * An origin that semblance shares with another application, whose service worker answers for all of it and sends
 * nobody's policy along: a harmless one, as a blog at the root of the host may have.
 */
const NEIGHBOUR = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));
`;

test.use({ serviceWorkers: 'allow' });

let site: StaticServer;
let folder: string;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'semblance-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>The neighbour</title>');
  writeFileSync(join(folder, 'neighbour.js'), NEIGHBOUR);
  symlinkSync(resolve(DIST), join(folder, 'semblance'));
  site = await startStaticServer('/', folder);
});

test.afterEach(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

/** The neighbour has been visited, and its service worker is in charge of the whole origin. */
async function visitNeighbour(page: Page): Promise<void> {
  await page.goto(site.url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('./neighbour.js', { scope: './' });
    await navigator.serviceWorker.ready;
  });
}

const controller = (page: Page) =>
  page.evaluate(() => new URL(navigator.serviceWorker.controller?.scriptURL ?? 'none:').pathname);

/** Workers by name, once those that only a panel starts have begun too. */
async function startAllWorkers(page: Page): Promise<Set<string>> {
  await page.getByRole('tab', { name: 'A set of pairs' }).click();
  await fillPanels['A set of pairs']!(page);
  return new Set(await Promise.all(page.workers().map((worker) => worker.evaluate(() => self.name))));
}

test('beside an application whose service worker answers for the whole origin, no worker reaches a stranger: not on the first visit', async ({
  page,
}) => {
  const stranger = await startStranger();
  await visitNeighbour(page);
  const app = new AppPage(page);
  // Held back, the page's own service worker cannot take over in the middle of the first visit.
  site.intercept = (path, response) => {
    if (path !== 'semblance/sw.js') return false;
    response.writeHead(503).end();
    return true;
  };
  await page.goto(`${site.url}semblance/index.html?backend=wasm`);
  await app.done();
  expect(await controller(page)).toBe('/neighbour.js');
  expect(await startAllWorkers(page)).toEqual(new Set(['decoder', 'engine', 'background']));
  await expectGuarded(page, stranger);
  expect(page.workers().every((worker) => worker.url().startsWith('blob:'))).toBe(true);
  await stranger.close();
});

test('… nor later, when the page’s own service worker has taken over', async ({ page }) => {
  const stranger = await startStranger();
  await visitNeighbour(page);
  const app = new AppPage(page);
  await page.goto(`${site.url}semblance/index.html?backend=wasm`);
  await app.done();
  await expect.poll(() => controller(page)).toBe('/semblance/sw.js');
  await page.reload();
  await app.done();
  expect(await startAllWorkers(page)).toEqual(new Set(['decoder', 'engine', 'background']));
  await expectGuarded(page, stranger);
  expect(page.workers().every((worker) => worker.url().startsWith(`${site.url}semblance/`))).toBe(true);
  await stranger.close();
});
