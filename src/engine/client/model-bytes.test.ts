import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toAppError } from '../../core/app-error.ts';
import { modelCard } from '../../core/models/index.ts';
import { type ModelServer, serveModels } from '../../testing/serve-models.ts';
import { loadModelBytes } from './model-bytes.ts';
import { isStored } from './model-storage.ts';

const card = modelCard('objects');
const WEIGHTS = 'models/objects/weights.bin';
const silent = () => undefined;

/** The Cache API over a map: Node has none. */
class MemoryCache {
  readonly bodies = new Map<string, ArrayBuffer>();
  match(url: string): Promise<Response | undefined> {
    const body = this.bodies.get(url);
    return Promise.resolve(body && new Response(body));
  }
  async put(url: string, response: Response): Promise<void> {
    this.bodies.set(url, await response.arrayBuffer());
  }
  delete(url: string): Promise<boolean> {
    return Promise.resolve(this.bodies.delete(url));
  }
}

describe('loadModelBytes', () => {
  let server: ModelServer;
  let cache: MemoryCache;
  const load = () => loadModelBytes(card, server.base, silent);
  const codeOf = () =>
    load().then(
      () => 'loaded',
      (error: unknown) => toAppError(error).code,
    );
  const asked = () => server.requests.filter(({ url }) => url!.includes('weights.bin'));

  beforeEach(async () => {
    server = await serveModels();
    cache = new MemoryCache();
    vi.stubGlobal('caches', { open: () => Promise.resolve(cache) });
    vi.stubGlobal('navigator', { onLine: true });
  });
  afterEach(() => {
    server.close();
    vi.unstubAllGlobals();
  });

  it('downloads, stores, and finds it stored', async () => {
    const first = await load();
    expect(first.fromCache).toBe(false);
    expect(first.bytes.weights.byteLength).toBe(card.files.weights.bytes);
    await first.stored;
    expect(await isStored(card, server.base)).toBe(true);
    expect((await load()).fromCache).toBe(true);
    expect(asked()).toHaveLength(1);
  });

  it('does not wait for storage', async () => {
    let finish: () => void = silent;
    cache.put = () => new Promise((resolve) => (finish = resolve));
    const { bytes, stored } = await load();
    expect(bytes.weights.byteLength).toBe(card.files.weights.bytes);
    const winner = await Promise.race([stored.then(() => 'stored'), Promise.resolve('not yet')]);
    expect(winner).toBe('not yet');
    finish();
  });

  it.each<[string, (cache: MemoryCache) => void]>([
    [
      'has other bytes',
      ({ bodies }) => {
        for (const body of bodies.values()) new Uint8Array(body).fill(1, 1000, 1016);
      },
    ],
    [
      'is short',
      ({ bodies }) => {
        for (const key of bodies.keys()) bodies.set(key, new ArrayBuffer(8));
      },
    ],
    [
      'breaks while it is read',
      (broken) => {
        const body = () => new ReadableStream({ start: (stream) => stream.error(new Error('disk')) });
        broken.match = () => Promise.resolve(new Response(body()));
      },
    ],
    [
      'can be neither read nor deleted',
      (broken) => {
        broken.match = () => Promise.reject(new DOMException('no', 'InvalidStateError'));
        broken.delete = () => Promise.reject(new DOMException('no', 'InvalidStateError'));
      },
    ],
  ])('downloads again when what is stored %s', async (_, damage) => {
    await (await load()).stored;
    damage(cache);
    const again = await load();
    expect(again.fromCache).toBe(false);
    expect(again.bytes.weights.byteLength).toBe(card.files.weights.bytes);
    expect(asked()).toHaveLength(2);
  });

  it('takes storage that fails for none', async () => {
    cache.match = () => Promise.reject(new Error('no'));
    expect(await isStored(card, server.base)).toBe(false);
    vi.stubGlobal('caches', undefined);
    expect(await isStored(card, server.base)).toBe(false);
    expect((await load()).fromCache).toBe(false);
  });

  it.each([
    ['damaged', 'model-corrupt', new Uint8Array(card.files.weights.bytes)],
    ['short', 'model-interrupted', new Uint8Array(1000)],
    ['HTML', 'model-missing', new TextEncoder().encode('<!doctype html>')],
  ])('after a %s file goes past the HTTP cache, until a good one came', async (_, code, body) => {
    server.intercept = (path, response) => path === WEIGHTS && !!response.writeHead(200).end(body);
    expect(await codeOf()).toBe(code);
    expect(cache.bodies.has(`${server.base}${WEIGHTS}`)).toBe(false);
    server.intercept = null;
    await (await load()).stored;
    cache.bodies.clear();
    await load();
    const past = asked().map(({ headers }) => headers['cache-control'] === 'no-cache');
    expect(past).toEqual([false, true, false]);
  });

  it('goes past it after a missing file too', async () => {
    server.intercept = (path, response) => path === WEIGHTS && !!response.writeHead(404).end();
    expect(await codeOf()).toBe('model-missing');
    server.intercept = null;
    expect(await codeOf()).toBe('loaded');
    expect(asked()[1]!.headers['cache-control']).toBe('no-cache');
  });

  it('names a network that is not there', async () => {
    server.close();
    expect(await codeOf()).toBe('model-interrupted');
    vi.stubGlobal('navigator', { onLine: false });
    expect(await codeOf()).toBe('offline');
  });
});
