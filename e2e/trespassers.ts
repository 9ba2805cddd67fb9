import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { DIST, type StaticServer, startStaticServer } from './static-server.ts';
import { startStranger } from './stranger.ts';

/**
 * Runs first in every worker of a site that is served with it, in whatever browser: on a word from the page it tries
 * to reach a stranger each way there is, and tells what came of it.
 */
const IN_WORKER = `
new BroadcastChannel('trespass').addEventListener('message', async ({ data: base }) => {
  const attempt = async (act) => { try { await act(); return 'reached'; } catch { return 'stopped'; } };
  const settled = (it, good) => new Promise((resolve, reject) => {
    it.addEventListener(good, resolve);
    it.addEventListener('error', reject);
  });
  const request = () => { const it = new XMLHttpRequest(); it.open('GET', base + 'xhr'); it.send(); return it; };
  new BroadcastChannel('trespassed').postMessage({
    worker: self.name,
    fetch: await attempt(() => fetch(base + 'fetch')),
    module: await attempt(() => import(base + 'module')),
    xhr: await attempt(() => settled(request(), 'load')),
    socket: await attempt(() => settled(new WebSocket(base.replace('http', 'ws') + 'socket'), 'open')),
    own: await attempt(() => fetch(location.origin + '/nothing')),
  });
});
`;

/** In the page, a body of a function: has every worker try, and gathers what they tell in `window.trespassed`. */
const IN_PAGE = `
window.trespassed = [];
window.trespassedChannel = new BroadcastChannel('trespassed');
window.trespassedChannel.onmessage = ({ data }) => window.trespassed.push(data);
new BroadcastChannel('trespass').postMessage(address);
`;

/** The built site, its workers' scripts with {@link IN_WORKER} in front, from a host that sends no header. */
export async function startTrespassers(): Promise<StaticServer> {
  const site = await startStaticServer();
  site.intercept = (path, response) => {
    // No service worker of ours: the first visit, where workers begin as blobs.
    if (path === 'sw.js') response.writeHead(503).end();
    else if (/^assets\/([^/]+\.)?worker-[^/]+\.js$/.test(path))
      response
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(IN_WORKER + readFileSync(join(DIST, path), 'utf8'));
    else return false;
    return true;
  };
  return site;
}

/**
 * On the site of {@link startTrespassers}: decoder and engine try, are stopped, and the stranger hears nothing; their
 * own host they reach.
 *
 * @param run runs the body of a function in the page and gives what it returns.
 */
export async function expectNoneReachesAStranger(run: <T>(body: string) => Promise<T>): Promise<void> {
  const stranger = await startStranger();
  await run(`const address = ${JSON.stringify(stranger.url)}; ${IN_PAGE}`);
  const told = () =>
    run<readonly Readonly<Record<string, string>>[]>('return window.trespassed.map((told) => ({ ...told }))');
  await expect
    .poll(async () => new Set((await told()).map(({ worker }) => worker)), { timeout: 30_000 })
    .toEqual(new Set(['decoder', 'engine']));
  for (const { worker, ...attempts } of await told())
    expect(attempts, worker).toEqual({
      fetch: 'stopped',
      module: 'stopped',
      xhr: 'stopped',
      socket: 'stopped',
      own: 'reached',
    });
  expect(stranger.asked).toEqual([]);
  await stranger.close();
}
