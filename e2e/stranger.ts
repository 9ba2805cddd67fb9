import { expect, type Page, type Worker } from '@playwright/test';
import { type StaticServer, startStaticServer } from './static-server.ts';

/** Another origin that answers everybody: what does not arrive there was stopped by the policy, not by the network. */
export async function startStranger(): Promise<StaticServer> {
  const stranger = await startStaticServer('/');
  stranger.intercept = (_path, response) => {
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/javascript' });
    response.end('globalThis.hacked = true;');
    return true;
  };
  return stranger;
}

/** What a worker of the page gets for trying to reach a stranger, and for asking its own host. */
async function trespass(worker: Worker, stranger: string) {
  return worker.evaluate(async (base) => {
    const attempt = async (act: () => unknown) => {
      try {
        await act();
        return 'allowed';
      } catch (error) {
        return error instanceof Error ? error.name : String(error);
      }
    };
    const opened = (it: EventTarget, good: string) =>
      new Promise((resolve, reject) => {
        it.addEventListener(good, resolve);
        it.addEventListener('error', () => reject(new Error('stopped')));
      });
    const request = () => {
      const it = new XMLHttpRequest();
      it.open('GET', `${base}xhr`);
      it.send();
      return it;
    };
    return {
      fetch: await attempt(() => fetch(`${base}fetch`)),
      request: await attempt(() => fetch(new Request(`${base}request`))),
      module: await attempt(() => import(`${base}module`)),
      socket: await attempt(() => opened(new WebSocket(`${base.replace('http', 'ws')}socket`), 'open')),
      events: await attempt(() => opened(new EventSource(`${base}events`), 'open')),
      xhr: await attempt(() => opened(request(), 'load')),
      cache: await attempt(async () => (await caches.open('x')).add(`${base}cache`)),
      own: await attempt(() => fetch(`${location.origin}/licences.txt`)),
    };
  }, stranger);
}

const STOPPED = {
  fetch: 'TypeError',
  request: 'TypeError',
  module: 'TypeError',
  socket: 'Error',
  events: 'Error',
  xhr: 'Error',
  cache: 'TypeError',
  own: 'allowed',
};

/** The decoder and both halves of the engine. */
export async function expectGuarded(page: Page, stranger: StaticServer) {
  const workers = page.workers();
  expect(workers.length).toBeGreaterThanOrEqual(2);
  for (const worker of workers) expect(await trespass(worker, stranger.url), worker.url()).toEqual(STOPPED);
  expect(stranger.asked).toEqual([]);
}
