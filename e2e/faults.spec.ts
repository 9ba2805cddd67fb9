import { readFileSync } from 'node:fs';
import { test as base, expect, type Page } from '@playwright/test';
import { AppPage } from './app-page.ts';
import { DIST, type Intercept, type StaticServer, startStaticServer } from './static-server.ts';
import { formulaFile, photograph } from './test-files.ts';

declare global {
  interface Window {
    workers: Worker[];
  }
}

const test = base.extend<{ site: StaticServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures off this pattern.
  site: async ({}, use) => {
    const site = await startStaticServer();
    await use(site);
    await site.close();
  },
});

/** Runs before the engine's worker does anything; armed by a message on the channel `faults`. */
const SABOTAGE = `
let armed = null;
new BroadcastChannel('faults').onmessage = ({ data }) => { armed = data; };
const wrap = (type, name, before) => {
  const original = type?.prototype[name];
  if (original) type.prototype[name] = function (...args) { before(this, args); return original.apply(this, args); };
};
let device = null;
let calls = 0;
wrap(globalThis.GPUDevice, 'createBuffer', (self, [{ size }]) => {
  device = self;
  if (armed === 'memory' && size > 1e6)
    self.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', {
      error: new GPUOutOfMemoryError('Out of memory: 600000000 bytes'),
    }));
});
wrap(globalThis.GPUQueue, 'submit', () => {
  if (armed === 'webgpu' && ++calls === 3) device.destroy();
});
wrap(globalThis.WebGL2RenderingContext, 'drawElements', (self) => {
  if (armed === 'webgl' && ++calls === 20) self.getExtension('WEBGL_lose_context').loseContext();
});
`;

/** Serves the engine's worker with the sabotage in front of it. */
function sabotage(site: StaticServer): void {
  site.intercept = (path, response) => {
    if (!/^assets\/(worker|engine)-[^/]+\.js$/.test(path)) return false;
    const code = SABOTAGE + readFileSync(`${DIST}/${path}`, 'utf8');
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
    return true;
  };
}

const arm = (page: Page, what: string) =>
  page.evaluate((data) => new BroadcastChannel('faults').postMessage(data), what);

const slow = { timeout: 200_000 };

for (const backend of ['webgpu', 'webgl'] as const)
  test(`${backend} device lost in the middle of a job: recovers by itself, images and settings kept`, async ({
    page,
    site,
  }) => {
    test.setTimeout(600_000);
    sabotage(site);
    const app = new AppPage(page);
    await page.goto(`${site.url}?backend=${backend}&metric=euclidean`);
    await expect(app.main).toHaveAttribute('data-job', 'done', slow);
    await app.setFiles({ a: formulaFile('a') });
    await expect(app.main).toHaveAttribute('data-result', '2', slow);
    const [workers, id] = [await count(page), await app.main.getAttribute('data-result')];
    await arm(page, backend);
    await app.setFiles({ b: formulaFile('b') });
    await expect(app.main).not.toHaveAttribute('data-result', id!, slow);
    await expect(app.main).toHaveAttribute('data-job', 'done', slow);
    expect(await count(page)).toBeGreaterThan(workers);
    const { manifest } = await app.exportData();
    expect(manifest).toMatchObject({
      backend,
      metric: 'euclidean',
      images: { a: { name: 'formula-a.png' }, b: { name: 'formula-b.png' } },
    });
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

test('memory of the graphics device exhausted: a smaller input is one click away', async ({ page, site }) => {
  test.setTimeout(600_000);
  sabotage(site);
  const app = new AppPage(page);
  await page.goto(`${site.url}?backend=webgpu`);
  await expect(app.main).toHaveAttribute('data-job', 'done', slow);
  const score = await app.score();
  await arm(page, 'memory');
  await app.choose('Input size', '320');
  await expect(app.main).toHaveAttribute('data-job', 'failed', slow);
  const alert = page.locator('.job-row').getByRole('alert');
  await expect(alert).toContainText(/ran out of memory.*smaller input/i);
  expect(await app.score()).toBe(score);
  await alert.getByRole('button', { name: 'Use 224×224 instead' }).click();
  await expect(app.main).toHaveAttribute('data-job', 'done', slow);
  expect(await app.score()).toBeCloseTo(score, 4);
});

/** Workers the page has started so far, as the page's own script saw them. */
const count = (page: Page) => page.evaluate(() => window.workers.length);

test.beforeEach(({ page }) =>
  page.addInitScript(() => {
    window.workers = [];
    const Original = window.Worker;
    window.Worker = class extends Original {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        window.workers.push(this);
      }
    };
  }),
);

test('a worker killed in the middle of a job is replaced at once; nothing is lost', async ({ page }) => {
  test.setTimeout(300_000);
  const app = new AppPage(page);
  await app.open();
  await app.afterNextResult(() => app.setFiles({ a: photograph('march-pastoral') }));
  const workers = await count(page);
  const id = await app.main.getAttribute('data-result');
  await app.choose('Method', 'occlusion');
  await expect(page.getByRole('progressbar', { name: 'Explaining' })).toHaveAttribute(
    'aria-valuenow',
    /[1-9]/,
  );
  await page.evaluate(() => {
    for (const worker of window.workers) worker.terminate();
  });
  await expect.poll(() => count(page)).toBeGreaterThan(workers);
  await expect(app.main).not.toHaveAttribute('data-result', id!, slow);
  await app.done();
  const { manifest } = await app.exportData();
  expect(manifest).toMatchObject({ method: 'occlusion', images: { a: { name: 'march-pastoral.jpg' } } });
  // The decoder was killed too: the next file finds another.
  await app.choose('Method', 'sfam');
  await app.afterNextResult(() => app.setFiles({ b: photograph('nagasaki-boats') }));
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(app.problems).toEqual([]);
});

test('a worker killed while nobody waits is not missed', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  await page.evaluate(() => {
    for (const worker of window.workers) worker.terminate();
  });
  await app.afterNextResult(() => app.choose('Metric', 'Euclidean'));
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('killed again and again: a clear error, and one click brings it back', async ({ page }) => {
  test.setTimeout(300_000);
  await page.addInitScript(() => {
    const { request } = LockManager.prototype;
    // Kills every new engine as soon as it is alive.
    const state = window as unknown as { deadly: boolean };
    state.deadly = false;
    LockManager.prototype.request = function (this: LockManager, ...args: Parameters<typeof request>) {
      if (state.deadly) setTimeout(() => window.workers.at(-1)?.terminate());
      return request.apply(this, args);
    } as typeof request;
  });
  const app = new AppPage(page);
  await app.open();
  const score = await app.score();
  await page.evaluate(() => {
    (window as unknown as { deadly: boolean }).deadly = true;
    for (const worker of window.workers) worker.terminate();
  });
  await app.choose('Layer', 'tower_0/MobilenetV3/expanded_conv_9/add');
  // One that is killed before it began to run is missed only after a while.
  await expect(app.main).toHaveAttribute('data-job', 'failed', slow);
  const alert = page.locator('.job-row').getByRole('alert');
  await expect(alert).toContainText(/stopped unexpectedly.*Try again/);
  expect(await app.score()).toBe(score);
  await page.evaluate(() => {
    (window as unknown as { deadly: boolean }).deadly = false;
  });
  await app.afterNextResult(() => alert.getByRole('button', { name: 'Try again' }).click());
});

/** Sends a model's weights in small pieces; the line is cut when another takes over. */
function dribble(site: StaticServer, model: string, pause: number): void {
  const answer: Intercept = async (path, response) => {
    if (path !== `models/${model}/weights.bin`) return false;
    const bytes = readFileSync(`${DIST}/${path}`);
    response.writeHead(200, { 'content-length': bytes.length });
    for (let at = 0; at < bytes.length && !response.destroyed; at += 250_000) {
      response.write(bytes.subarray(at, at + 250_000));
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (site.intercept !== answer) response.destroy();
    }
    response.end();
    return true;
  };
  site.intercept = answer;
}

test('a slow download shows its bytes, can be cancelled, and goes through', async ({ page, site }) => {
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  dribble(site, 'faces', 150);
  const result = await app.main.getAttribute('data-result');
  await app.choose('Model', 'faces');
  await expect(page.getByText(/Downloading the network/)).toBeVisible();
  await expect(page.getByText(/[1-6]\.\d of 6\.5 MB/)).toBeVisible();
  await page.locator('.job-row').getByRole('button', { name: 'Cancel' }).click();
  await app.done();
  expect(await app.main.getAttribute('data-result')).toBe(result);
  await app.choose('Model', 'objects');
  await app.afterNextResult(() => app.choose('Model', 'faces'));
});

test('offline in the middle of a download: said in words, one click when the network is back', async ({
  page,
  site,
  context,
}) => {
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  const score = await app.score();
  dribble(site, 'faces', 150);
  await app.choose('Model', 'faces');
  await expect(page.getByText(/[1-6]\.\d of 6\.5 MB/)).toBeVisible();
  site.intercept = null;
  await context.setOffline(true);
  await expect(app.main).toHaveAttribute('data-job', 'failed');
  const alert = page.locator('.job-row').getByRole('alert');
  await expect(alert).toContainText(/(stopped half-way|no network).*Try again/);
  expect(await app.score()).toBe(score);
  await context.setOffline(false);
  await app.afterNextResult(() => alert.getByRole('button', { name: 'Try again' }).click());
});

for (const [name, break_] of [
  [
    'refused',
    () => {
      const refuse = () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      };
      CacheStorage.prototype.open = refuse;
      Storage.prototype.getItem = refuse;
      Storage.prototype.setItem = refuse;
    },
  ],
  [
    'full',
    () => {
      const refuse = () => {
        throw new DOMException('Quota exceeded.', 'QuotaExceededError');
      };
      Cache.prototype.put = () => Promise.reject(new DOMException('Quota exceeded.', 'QuotaExceededError'));
      Storage.prototype.setItem = refuse;
    },
  ],
] as const)
  test(`storage ${name}: everything works, nothing is kept`, async ({ page }) => {
    await page.addInitScript(break_);
    const app = new AppPage(page);
    await app.open();
    await app.afterNextResult(() => app.choose('Model', 'faces'));
    await page.getByRole('radio', { name: 'Dark theme' }).check({ force: true });
    await app.afterNextResult(() => app.choose('Model', 'objects'));
    expect(app.problems).toEqual([]);
  });

test('a stored model that went bad on disk is downloaded again', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const score = await app.score();
  await page.evaluate(async () => {
    const cache = await caches.open('semblance-models');
    for (const request of await cache.keys()) await cache.put(request, new Response(new Uint8Array(1000)));
  });
  await page.reload();
  await app.done();
  expect(await app.score()).toBe(score);
  expect(app.problems).toEqual([]);
});
