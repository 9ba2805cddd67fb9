import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { openNetwork } from '../src/testing/onnx/packed.ts';
import { AppPage } from './app-page.ts';
import { DIST, startStaticServer } from './static-server.ts';
import { expectGuarded, startStranger } from './stranger.ts';
import { FULL_SWEEP } from './sweep.ts';
import { photograph } from './test-files.ts';
import { trespassInWorkers, watchPolicy } from './watch-policy.ts';

test('the policy of the built page is strict', () => {
  const html = readFileSync(`${DIST}/index.html`, 'utf8');
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)![1]!.replaceAll('&#39;', "'");
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|\*|https?:/);
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/);
});

/** Of plain JavaScript e2e/parity.spec.ts would hear, whose pages have no problems, in every push. */
const BACKENDS = ['wasm', 'webgl', 'webgpu', ...(FULL_SWEEP ? ['cpu'] : [])];

for (const backend of BACKENDS)
  test(`a whole session on ${backend} asks nobody else and breaks no rule of the policy, workers included`, async ({
    page,
    context,
  }) => {
    test.setTimeout(300_000);
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    await watchPolicy(page);
    const app = new AppPage(page);
    const onDevice = backend.startsWith('webg');
    if (onDevice) {
      await app.neverIdle();
      await app.withholdNetwork();
    }
    await page.goto(`./?backend=${backend}`);
    if (onDevice) await app.bringNetwork(openNetwork('conv4-protonet').files('legacy'));
    await expect(app.main).toHaveAttribute('data-job', 'done', { timeout: 240_000 });
    await app.afterNextResult(() => app.drop([photograph('march-pastoral'), photograph('nagasaki-boats')]));
    await app.exportData();
    await app.exportFigure();
    if (backend === 'wasm') {
      await app.afterNextResult(() => app.choose('Model', 'faces'));
      for (const tab of await page.getByRole('tab').all()) await tab.click();
    }
    for (const dialog of ['Keys', 'About']) {
      await page.getByRole('button', { name: dialog, exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    }
    expect(await page.evaluate(() => window.violations)).toEqual([]);
    expect(app.problems).toEqual([]);
    const home = new URL(page.url()).origin;
    expect(asked.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== home)).toEqual([]);
  });

test('foreign requests, of the page and of its workers, never leave; the page hears that the policy stopped them', async ({
  page,
}) => {
  const stranger = await startStranger();
  const url = (name: string) => `${stranger.url}${name}`;
  // It does answer a page without a policy.
  await page.goto(url('start'));
  expect(await page.evaluate(async (at) => (await fetch(at)).status, url('control'))).toBe(200);
  expect(stranger.asked.splice(0)).toEqual(expect.arrayContaining(['start', 'control']));

  await watchPolicy(page);
  const app = new AppPage(page);
  await app.open({ backend: 'wasm' });
  await page.evaluate(async (base) => {
    const image = new Image();
    const failed = new Promise((resolve) => {
      image.onerror = resolve;
    });
    image.src = `${base}image`;
    const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${base}style` });
    const frame = Object.assign(document.createElement('iframe'), { src: `${base}frame` });
    document.body.append(style, frame);
    const request = new XMLHttpRequest();
    request.open('GET', `${base}xhr`);
    request.send();
    navigator.sendBeacon(`${base}beacon`, 'secret');
    new EventSource(`${base}events`);
    new WebSocket(`${base.replace('http', 'ws')}socket`);
    await Promise.allSettled([failed, fetch(`${base}fetch`)]);
  }, stranger.url);
  await trespassInWorkers(page, url('worker'));
  const stopped = [
    ...['fetch', 'xhr', 'beacon', 'events'].map((name) => `connect-src ${url(name)}`),
    `connect-src ${url('socket').replace('http', 'ws')}`,
    `img-src ${url('image')}`,
    `style-src-elem ${url('style')}`,
    // Of a frame only the origin is told.
    `frame-src ${url('').slice(0, -1)}`,
    'in a worker: require-trusted-types-for trusted-types-sink',
    'in a worker: fetch TypeError',
    'in a worker: eval EvalError',
  ];
  await expect
    .poll(() => page.evaluate(() => window.violations.map((each) => each.replace(/\/$/, ''))))
    .toEqual(expect.arrayContaining(stopped));
  // Three workers at least, and each was stopped.
  const heard = await page.evaluate(() => window.violations.filter((each) => each.includes('worker: fetch')));
  expect(heard.length).toBeGreaterThanOrEqual(2);
  expect(new Set(heard)).toEqual(new Set(['in a worker: fetch TypeError']));
  expect(stranger.asked).toEqual([]);
  await stranger.close();
});

test('no script from a string or from elsewhere runs, whichever way it came in', async ({ page }) => {
  const stranger = await startStranger();
  const site = await startStaticServer();
  // As if somebody had got markup of theirs into the page.
  const injected = '<script>window.hacked = true</script><img src="x" onerror="window.hacked = true">';
  site.intercept = (path, response) => {
    if (path !== 'index.html') return false;
    const html = readFileSync(`${DIST}/index.html`, 'utf8').replace('<div id="root">', `${injected}$&`);
    response.writeHead(200, { 'content-type': 'text/html' }).end(html);
    return true;
  };
  await watchPolicy(page);
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  const said = () => page.evaluate(() => window.violations);
  expect(await said()).toEqual(expect.arrayContaining(['script-src-elem inline', 'script-src-attr inline']));

  const refused = await page.evaluate(async (foreign) => {
    // While the debugger itself is calling, Chromium lets scripts evaluate strings: one task later it does not.
    await new Promise((later) => setTimeout(later));
    // biome-ignore lint/security/noGlobalEval: that it does not work is what is tested.
    const evaluate = eval;
    const attempt = (act: () => unknown) => {
      try {
        act();
        return 'allowed';
      } catch (error) {
        return (error as Error).name;
      }
    };
    const blob = URL.createObjectURL(new Blob(['globalThis.hacked = true'], { type: 'text/javascript' }));
    const script = (src: string) => {
      const element = document.createElement('script');
      element.src = src;
      document.head.append(element);
    };
    const found = {
      eval: attempt(() => evaluate('window.hacked = true')),
      function: attempt(() => (Reflect.construct(Function, ['window.hacked = true']) as () => void)()),
      timer: attempt(() => setTimeout('window.hacked = true' as unknown as () => void)),
      html: attempt(() => {
        document.createElement('div').innerHTML = '<img src=x onerror="window.hacked = true">';
      }),
      handler: attempt(() => document.body.setAttribute('onclick', 'window.hacked = true')),
      inline: attempt(() => {
        document.createElement('script').textContent = 'window.hacked = true';
      }),
      script: attempt(() => script(foreign)),
      worker: attempt(() => new Worker(foreign)),
      data: attempt(() => new Worker('data:text/javascript,1')),
      // Of this origin, but only the engine's own makes it past Trusted Types.
      blob: attempt(() => new Worker(blob)),
      blobScript: attempt(() => script(blob)),
    };
    return found;
  }, `${stranger.url}script.js`);
  expect(refused).toEqual({
    eval: 'EvalError',
    function: 'EvalError',
    timer: 'TypeError',
    html: 'TypeError',
    handler: 'TypeError',
    inline: 'TypeError',
    script: 'TypeError',
    worker: 'TypeError',
    data: 'TypeError',
    blob: 'TypeError',
    blobScript: 'TypeError',
  });
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(stranger.asked).toEqual([]);
  await Promise.all([site.close(), stranger.close()]);
});

test('works from a plain static server, under a sub-path, with no special header', async ({ page }) => {
  const site = await startStaticServer('/a/b/c/');
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  await app.afterNextResult(() => app.choose('Model', 'faces'));
  expect(site.asked.filter((path) => path === '')).toEqual([]);
  expect(app.problems).toEqual([]);
  await site.close();
});

test('from a host that sends no policy, the page’s own holds for the workers that have the pixels', async ({
  page,
}) => {
  const stranger = await startStranger();
  const site = await startStaticServer();
  const app = new AppPage(page);
  await page.goto(site.url);
  await app.done();
  await expectGuarded(page, stranger);
  expect(page.workers().every((worker) => worker.url().startsWith('blob:'))).toBe(true);
  await Promise.all([site.close(), stranger.close()]);
});

test.describe('from the second visit on', () => {
  test.use({ serviceWorkers: 'allow' });

  test('the service worker sends the policy along with the workers', async ({ page }) => {
    const stranger = await startStranger();
    const site = await startStaticServer();
    const app = new AppPage(page);
    await page.goto(site.url);
    await app.done();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.reload();
    await app.done();
    await expectGuarded(page, stranger);
    expect(page.workers().every((worker) => worker.url().startsWith(site.url))).toBe(true);
    await Promise.all([site.close(), stranger.close()]);
  });
});
