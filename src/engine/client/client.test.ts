import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { toAppError } from '../../core/app-error.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import { modelCard } from '../../core/models/index.ts';
import { ChannelWorker } from '../../testing/channel-worker.ts';
import { modelBytes, smallInputs } from '../../testing/node-engine.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { type ModelServer, serveModels } from '../../testing/serve-models.ts';
import { startWasm } from '../../testing/start-wasm.ts';
import type { EngineApi } from '../api.ts';
import { Engine } from '../worker/engine.ts';
import { EngineClient } from './client.ts';
import type { EngineSession, SourcedMapRequest } from './engine-session.ts';
import type { ImageSource } from './image-source.ts';

const SIZE = 64;
const card = modelCard('objects');
/** In the middle, so that the final similarity needs a backward pass. */
const { node: LAYER, channels } = card.layers[10]!;

/** The real engine on wasm; every worker of this process shares one backend. */
const start: EngineApi['start'] = async (_, trying) => {
  trying?.('wasm');
  await startWasm();
  return { backend: 'wasm', detail: 'Node', slowFallback: false };
};

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => toAppError(error).code,
  );

describe('EngineClient over a message channel', () => {
  let server: ModelServer;
  let workers: ChannelWorker[];
  let client: EngineClient;
  let made: string[];
  const [a, b] = smallInputs(SIZE).map(
    ({ key, size, pixels }): ImageSource => ({
      key,
      size,
      pixels: () => {
        made.push(key);
        return Promise.resolve(pixels!);
      },
    }),
  ) as [ImageSource, ImageSource];

  const spawnWith = (engine: () => EngineApi | null) => () => {
    const one = new ChannelWorker(engine());
    workers.push(one);
    return one.worker;
  };
  const newClient = (count: number) =>
    new EngineClient(
      spawnWith(() => new Engine(start)),
      count,
    );
  const open = (one = client, model = card) => one.open(model, 'wasm', server.base, () => undefined);
  const request = (image: ImageSource, session: EngineSession) =>
    session.vectors([a, b], LAYER).then(
      ({ vectors }): SourcedMapRequest => ({
        job: session.newJob(),
        image,
        layer: LAYER,
        against: alone(vectors[image === a ? 1 : 0]!),
        method: 'sfam',
        metric: 'cosine',
        reading: 'contribution',
        scope: 'final',
        seed: 1,
      }),
    );

  beforeAll(async () => {
    server = await serveModels();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    workers = [];
    made = [];
    client = newClient(1);
  });
  afterEach(() => {
    client.close();
    server.intercept = null;
    vi.unstubAllGlobals();
  });

  it('opens once for the same model, and says what it opened', async () => {
    expect(client.ready).toBe(false);
    const session = await open();
    expect(await open()).toBe(session);
    expect(client.ready).toBe(true);
    expect(session.info).toMatchObject({ backend: 'wasm', modelSha256: card.sha256, workers: 1 });
    expect(workers).toHaveLength(1);
  });

  it('gives the same maps and vectors with two workers as with one', async () => {
    const maps = async (session: EngineSession) => {
      const { vectors } = await session.vectors([a, b], LAYER);
      const sides = await Promise.all(
        [a, b].map(async (image) => session.map(await request(image, session), null)),
      );
      return [...sides.map(({ map }) => map), ...vectors.map(({ embedding }) => embedding)];
    };
    const one = await maps(await open());
    const double = newClient(2);
    const session = await open(double);
    expect(session.info.workers).toBe(2);
    const two = await maps(session);
    for (const [i, values] of two.entries()) expect(relativeError(values, one[i]!)).toBeLessThan(5e-6);
    double.close();
  });

  it('starts both workers at the same time', async () => {
    let begun = 0;
    let both: () => void;
    const together = new Promise<void>((resolve) => (both = resolve));
    const slow: EngineApi['start'] = async (backend, trying) => {
      trying?.('wasm');
      if (++begun === 2) both();
      // Neither is done before the other has begun.
      await together;
      return start(backend, null);
    };
    for (const backend of ['wasm', null] as const) {
      begun = 0;
      const double = new EngineClient(
        spawnWith(() => new Engine(slow)),
        2,
      );
      const { info } = await double.open(card, backend, server.base, () => undefined);
      expect(info.workers).toBe(2);
      double.close();
    }
  });

  it('gives the second worker up where the backend has no use for it', async () => {
    const elsewhere: EngineApi['start'] = async (backend, trying) => {
      trying?.('webgl');
      return { ...(await start(backend, null)), backend: 'webgl' };
    };
    const double = new EngineClient(
      spawnWith(() => new Engine(elsewhere)),
      2,
    );
    const { info } = await double.open(card, null, server.base, () => undefined);
    expect(info).toMatchObject({ backend: 'webgl', workers: 1 });
    expect(workers.map(({ ended }) => ended)).toEqual([false, true]);
    double.close();
  });

  it('does with one worker where the second does not start', async () => {
    const double = new EngineClient(
      spawnWith(() => (workers.length === 1 ? null : new Engine(start))),
      2,
    );
    const opening = open(double);
    workers[1]!.fail('out of memory');
    const session = await opening;
    expect(session.info.workers).toBe(1);
    expect((await session.vectors([a, b], LAYER)).forwarded).toBe(2);
    expect(await open(double)).toBe(session);
    double.close();
  });

  it('makes pixels once, and again for a worker that never had them', async () => {
    const session = await open();
    await session.vectors([a, b], LAYER);
    expect((await session.vectors([a, b], LAYER)).forwarded).toBe(0);
    expect(made).toEqual(['a', 'b']);
    const weights = new Float32Array(channels).fill(1);
    const [point, sum] = [await session.at(a, LAYER, 0), await session.weighted(b, LAYER, weights)];

    client.close();
    const fresh = await open();
    expect(await fresh.at(a, LAYER, 0)).toEqual(point);
    expect(await fresh.weighted(b, LAYER, weights)).toEqual(sum);
    expect(made).toEqual(['a', 'b', 'a', 'b']);
    expect((await fresh.pairs(a, b, LAYER, 3)).strongest).toHaveLength(3);
    const { trials } = await fresh.stability(await request(a, fresh));
    expect(trials).toHaveLength(8);
    expect(made).toHaveLength(4);
  });

  it('asks no worker twice for vectors, and says when an image had to go through the network again', async () => {
    const engine = new Engine(start);
    const asked = vi.spyOn(engine, 'vectors');
    client = new EngineClient(
      spawnWith(() => engine),
      1,
    );
    const session = await open();
    const first = await session.vectors([a, b], LAYER);
    expect(await session.vectors([a, b], LAYER)).toEqual({ ...first, forwarded: 0 });
    expect(asked).toHaveBeenCalledTimes(1);
    // Loaded anew, it holds no image.
    await engine.load(await modelBytes('objects'));
    const work = await request(a, session);
    const again = await session.map(work, null);
    expect(again.forwarded).toBe(1);
    expect((await session.map(work, null)).forwarded).toBe(0);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('rejects what is pending when a worker crashes; the next call to open starts afresh', async () => {
    const session = await open();
    const running = codeOf(session.vectors([a, b], LAYER));
    workers[0]!.fail('out of luck');
    expect(await running).toBe('worker-crashed');
    expect(await codeOf(session.vectors([a, b], LAYER))).toBe('worker-crashed');
    const again = await open();
    expect(again).not.toBe(session);
    expect((await again.vectors([a, b], LAYER)).forwarded).toBe(2);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('lets no work go on with another model', async () => {
    const session = await open();
    const { info } = session;
    const work = await request(a, session);
    const running = codeOf(
      session.embed(new Uint8Array(64 * SIZE * SIZE * 3), 64, [SIZE, SIZE], client.newJob()),
    );
    const other = await open(client, modelCard('faces'));
    expect(await running).toBe('cancelled');
    expect(await codeOf(session.map(work, null))).toBe('cancelled');
    expect(await codeOf(session.vectors([a, b], LAYER))).toBe('cancelled');
    expect(await codeOf(session.stats())).toBe('cancelled');
    expect(client.sessionOf(other.info)).toBe(other);
    expect(() => client.sessionOf(info)).toThrow('Cancelled.');
    // The same model anew: results that it made can be gone on with.
    const back = await open();
    expect(client.sessionOf(info)).toBe(back);
  });

  it('lets the latest of two calls to open win, while the first still downloads', async () => {
    server.intercept = (path) => path.includes('objects/weights');
    const first = codeOf(open());
    const second = open(client, modelCard('faces'));
    expect(await first).toBe('cancelled');
    expect((await second).info.modelSha256).toBe(modelCard('faces').sha256);
    expect(client.ready).toBe(true);
  });

  it('cancels a job and no other', async () => {
    const session = await open();
    const [doomed, spared] = [client.newJob(), client.newJob()];
    const pictures = (count: number) => new Uint8Array(count * SIZE * SIZE * 3);
    const running = codeOf(session.embed(pictures(400), 400, [SIZE, SIZE], doomed));
    const other = session.embed(pictures(9), 9, [SIZE, SIZE], spared);
    await client.cancel(doomed);
    expect(await running).toBe('cancelled');
    expect(await other).toHaveLength(9);
    expect((await session.stats()).masked).toBeLessThan(400);
  });

  it('reports progress, also over the channel', async () => {
    const session = await open();
    const seen: number[] = [];
    const work = await request(a, session);
    await session.map({ ...work, layer: card.defaultLayer, method: 'occlusion' }, (fraction) =>
      seen.push(fraction),
    );
    // On a channel of its own: the last word may come after the answer.
    await vi.waitFor(() => expect(seen).toEqual([0.25, 0.5, 0.75, 1]));
  });

  it.each<[string, string, (worker: ChannelWorker) => void]>([
    ['its script does not load', 'part-missing', (worker) => worker.fail()],
    [
      'its engine does not load',
      'part-missing',
      (worker) => worker.say({ worker: 'not-loaded', detail: 'HTTP 404' }),
    ],
    ['its script throws', 'worker-crashed', (worker) => worker.fail('x is not a function')],
  ])('when %s: %s, and a new worker for the next try', async (_, code, happen) => {
    let broken = true;
    client = new EngineClient(
      spawnWith(() => (broken ? null : new Engine(start))),
      1,
    );
    const opening = codeOf(open());
    happen(workers[0]!);
    expect(await opening).toBe(code);
    expect(client.ready).toBe(false);
    broken = false;
    expect(await codeOf(open())).toBe('done');
  });

  it('gives up the download, and says no more of it, when a worker could not be started', async () => {
    server.intercept = (path, response) => {
      if (!path.includes('weights')) return false;
      response.writeHead(200).write(new Uint8Array(1000));
      const more = setInterval(() => response.write(new Uint8Array(1000)), 5);
      response.on('close', () => {
        clearInterval(more);
        closed = true;
      });
      return true;
    };
    let closed = false;
    let failed = false;
    let [early, late] = [0, 0];
    client = new EngineClient(
      spawnWith(() => null),
      1,
    );
    const opening = client.open(card, 'wasm', server.base, () => {
      if (failed) late += 1;
      else early += 1;
    });
    // Bytes come, and go on coming.
    await vi.waitFor(() => expect(early).toBeGreaterThan(1));
    workers[0]!.fail();
    expect(await codeOf(opening)).toBe('part-missing');
    failed = true;
    await vi.waitFor(() => expect(closed).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(late).toBe(0);
    expect(workers[0]!.ended).toBe(true);
  });

  it('names the model file that does not come, and goes on when it does', async () => {
    vi.stubGlobal('navigator', { onLine: true });
    server.intercept = (path, response) => path.includes('weights') && !!response.writeHead(404).end();
    expect(await codeOf(open())).toBe('model-missing');
    server.intercept = null;
    expect(await codeOf(open())).toBe('done');
  });
});
