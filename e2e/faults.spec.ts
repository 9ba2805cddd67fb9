import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { openNetwork } from '../src/testing/onnx/packed.ts';
import { AppPage } from './app-page.ts';
import { dribble } from './dribble.ts';
import { test } from './site-test.ts';
import { DIST, type StaticServer } from './static-server.ts';
import { FULL_SWEEP } from './sweep.ts';
import { formulaFile, photograph } from './test-files.ts';

declare global {
  interface Window {
    workers: Worker[];
  }
}

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
// The driver refuses a large texture: nothing is drawn into it, and WebGL says so only to those who ask.
let refused = false;
const { texStorage2D, getError } = WebGL2RenderingContext.prototype;
WebGL2RenderingContext.prototype.texStorage2D = function (...args) {
  if (armed === 'webgl-memory' && args[3] * args[4] > 1e5) refused = true;
  else texStorage2D.apply(this, args);
};
WebGL2RenderingContext.prototype.getError = function () {
  const said = getError.call(this);
  if (!refused) return said;
  refused = false;
  return this.OUT_OF_MEMORY;
};
// The system gives WebAssembly no more memory.
const { grow } = WebAssembly.Memory.prototype;
WebAssembly.Memory.prototype.grow = function (pages) {
  if (armed === 'wasm-memory') throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded');
  return grow.call(this, pages);
};
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

/**
 * With a small network of the user's: compiling for the page's own takes software WebGPU a minute, and software WebGL a
 * third of that, here before and after the loss.
 */
for (const backend of ['webgpu', 'webgl'] as const)
  test(`${backend} device lost in the middle of a job: recovers by itself, network, images and settings kept`, async ({
    page,
    site,
  }) => {
    test.setTimeout(600_000);
    sabotage(site);
    const app = new AppPage(page);
    await app.neverIdle();
    await app.withholdNetwork();
    await page.goto(`${site.url}?backend=${backend}&metric=euclidean`);
    await app.bringNetwork(openNetwork('conv4-protonet').files('legacy'));
    await expect(app.main).toHaveAttribute('data-job', 'done', slow);
    const model = await page.getByRole('combobox', { name: 'Model', exact: true }).inputValue();
    expect(model).toMatch(/^own:/);
    const sample = await app.main.getAttribute('data-result');
    await app.setFiles({ a: formulaFile('a') });
    await expect(app.main).not.toHaveAttribute('data-result', sample!, slow);
    await expect(app.main).toHaveAttribute('data-job', 'done', slow);
    const [workers, id] = [await count(page), await app.main.getAttribute('data-result')];
    await arm(page, backend);
    await app.setFiles({ b: formulaFile('b') });
    await expect(app.main).not.toHaveAttribute('data-result', id!, slow);
    await expect(app.main).toHaveAttribute('data-job', 'done', slow);
    expect(await count(page)).toBeGreaterThan(workers);
    const { manifest } = await app.exportData();
    expect(manifest).toMatchObject({
      model,
      backend,
      metric: 'euclidean',
      images: { a: { name: 'formula-a.png' }, b: { name: 'formula-b.png' } },
    });
    await expect(page.getByRole('alert')).toHaveCount(0);
  });

// Software WebGPU compiles the shaders of three sizes for two minutes: at night.
for (const { backend, fault } of [
  ...(FULL_SWEEP ? [{ backend: 'webgpu', fault: 'memory' }] : []),
  { backend: 'webgl', fault: 'webgl-memory' },
  { backend: 'wasm', fault: 'wasm-memory' },
])
  test(`memory of ${backend} exhausted: a smaller input is one click away`, async ({ page, site }) => {
    test.setTimeout(600_000);
    sabotage(site);
    const app = new AppPage(page);
    // What the page does while it is idle would meet the fault first, and is begun again without a word.
    await app.neverIdle();
    await page.goto(`${site.url}?backend=${backend}`);
    await expect(app.main).toHaveAttribute('data-job', 'done', slow);
    const score = await app.score();
    await arm(page, fault);
    await app.choose('Input size', backend === 'wasm' ? '512x512' : '320x320');
    await expect(app.main).toHaveAttribute('data-job', 'failed', slow);
    const alert = page.locator('.job-row').getByRole('alert');
    await expect(alert).toContainText(/ran out of memory.*smaller input/i);
    expect(await app.score()).toBe(score);
    const smaller = alert.getByRole('button', { name: /^Use (224×224|320×320) instead$/ });
    await smaller.click();
    await expect(app.main).toHaveAttribute('data-job', 'done', slow);
    await app.choose('Input size', '224x224');
    await expect(app.main).toHaveAttribute('data-job', 'done', slow);
    await expect.poll(() => app.score(), slow).toBeCloseTo(score, 4);
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
    // Kills every new engine as soon as it is alive, the second worker's too: it would go on without that one.
    const state = window as unknown as { deadly: boolean };
    state.deadly = false;
    LockManager.prototype.request = function (this: LockManager, ...args: Parameters<typeof request>) {
      const killAll = () => {
        for (const worker of window.workers) worker.terminate();
      };
      if (state.deadly) setTimeout(killAll);
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

test('what is chosen and cancelled before the first pictures are there counts', async ({ page, site }) => {
  let free: () => void = () => undefined;
  const freed = new Promise<void>((resolve) => {
    free = resolve;
  });
  await page.route('**/samples/*', async (route) => {
    await freed;
    await route.continue();
  });
  dribble(site, 'objects', 1000);
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.choose('Metric', 'Euclidean');
  await expect.poll(() => app.metric()).toBe('euclidean');
  const row = page.locator('.job-row');
  await row.getByRole('button', { name: 'Cancel' }).click();
  await expect(row.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
  await expect(row).toBeFocused();
  site.intercept = null;
  free();
  // The pictures come, and wait for the user.
  await row.getByRole('button', { name: 'Explain' }).click();
  await app.done();
  expect(await app.score()).toBeLessThan(0);
});

test('a network that a server has taken the request for, and does not send, can be given up and holds up no other', async ({
  page,
  site,
}) => {
  site.intercept = (path) => path.startsWith('models/objects/');
  const app = new AppPage(page);
  await page.goto(`${site.url}?against=none`);
  const row = page.locator('.job-row');
  const cancel = row.getByRole('button', { name: 'Cancel' });
  await cancel.click();
  await expect(cancel).toHaveCount(0);
  await row.getByRole('button', { name: 'Explain' }).click();
  await expect(cancel).toBeVisible();
  await app.bringNetwork(openNetwork('conv4-protonet').files('dynamo'));
  await app.done();
  expect(app.problems).toEqual([]);
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
  await expect(alert).toContainText(/(stopped half-way|no network|could not be downloaded).*Try again/);
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
    'forbidden at the first touch',
    () => {
      for (const name of ['caches', 'localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          },
        });
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
    // Panels that keep their results do their work too.
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click();
      await expect(page.getByText('Loading…')).toHaveCount(0);
    }
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(app.problems).toEqual([]);
  });

test('a stored model that went bad on disk is downloaded again', async ({ page }) => {
  const app = new AppPage(page);
  await app.open();
  const score = await app.score();
  await page.evaluate(async () => {
    const name = (await caches.keys()).find((each) => /^semblance:.*:models$/.test(each))!;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) await cache.put(request, new Response(new Uint8Array(1000)));
  });
  await page.reload();
  await app.done();
  expect(await app.score()).toBe(score);
  expect(app.problems).toEqual([]);
});
