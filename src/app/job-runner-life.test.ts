import { expect, test } from 'vitest';
import { AppError } from '../core/app-error.ts';
import type { LoadProgress, OpenInfo } from '../engine/api.ts';
import type { EngineClient } from '../engine/client/client.ts';
import { JobRunner } from './job-runner.ts';
import type { Picture } from './state.ts';
import { createAppStore } from './store.ts';

/** An engine whose opening ends when the test says so; closing rejects it, as the real one does. */
class HeldEngine {
  opened = 0;
  /** A server that took the request has said nothing yet. */
  silent = false;
  ready = false;
  private waiting: { resolve(info: OpenInfo): void; reject(error: unknown): void } | null = null;

  open(_card: unknown, _backend: unknown, _base: string, progress: (p: LoadProgress) => void) {
    this.opened += 1;
    if (!this.silent) progress({ stage: 'download', loaded: 1, total: 2, fromCache: false });
    return new Promise<OpenInfo>((resolve, reject) => {
      this.waiting = { resolve, reject };
    });
  }
  succeed(): void {
    this.waiting?.resolve({} as OpenInfo);
  }
  fail(code: 'model-missing' | 'cancelled'): void {
    this.waiting?.reject(new AppError(code));
  }
  close(): void {
    this.fail('cancelled');
  }
  newJob = () => this.opened;
  warmUp = () => Promise.resolve();
  cancel = () => Promise.resolve();
}

const picture = (id: string): Picture => ({ id, name: id, width: 8, height: 8, origin: { kind: 'file' } });

function start() {
  const engine = new HeldEngine();
  const store = createAppStore();
  const options = {
    base: 'http://host/',
    pixels: () => Promise.resolve(new Uint8Array()),
    references: { of: () => Promise.resolve(new Map()), prepared: () => Promise.resolve(null) },
  };
  const runner = new JobRunner(store, engine as unknown as EngineClient, options);
  const status = () => store.getState().job.status;
  const arrive = () =>
    store.setState({
      images: {
        a: { status: 'ready', picture: picture('a') },
        b: { status: 'ready', picture: picture('b') },
      },
    });
  return { engine, store, runner, status, arrive };
}

test.each([
  'succeed',
  'fail',
] as const)('without a pair, what was opened ahead (%s) leaves no bar', async (end) => {
  const { engine, runner, status } = start();
  const prepared = runner.prepare();
  expect(status()).toBe('loading');
  runner.request();
  engine[end]('model-missing');
  await prepared;
  expect(status()).toBe('idle');
});

test('what is opened ahead can be cancelled, and is said to be', async () => {
  const { store, runner, status } = start();
  const prepared = runner.prepare();
  runner.cancel();
  await prepared;
  expect(status()).toBe('idle');
  expect(store.getState().notice?.text).toBe('Cancelled.');
  expect(runner.cancelled).toBe(true);
});

test('a subscriber that throws does not stop the jobs after it', async () => {
  const { engine, store, runner, status, arrive } = start();
  arrive();
  let thrown = 0;
  const stop = store.subscribe(({ job }) => {
    if (job.status !== 'failed') return;
    thrown += 1;
    throw new Error('a guest behaves badly');
  });
  const stray = new Promise((resolve) => process.once('unhandledRejection', resolve));
  runner.request();
  engine.fail('model-missing');
  await stray;
  expect(thrown).toBe(1);
  stop();
  runner.request();
  expect(engine.opened).toBe(2);
  expect(status()).toBe('loading');
});

test.each([
  true,
  false,
])('a network that does not come (silent: %s) holds up nobody who chooses another', async (silent) => {
  const { engine, store, runner, arrive } = start();
  engine.silent = silent;
  arrive();
  runner.request();
  store.setState(({ settings }) => ({ settings: { ...settings, model: 'faces' } }));
  runner.request();
  await expect.poll(() => engine.opened).toBe(2);
});

test('where nothing is under way, cancelling closes no network that a panel is opening', async () => {
  const { engine, runner, status } = start();
  const prepared = runner.prepare();
  engine.succeed();
  await prepared;
  expect(status()).toBe('idle');
  let closed = 0;
  engine.close = () => {
    closed += 1;
  };
  runner.cancel();
  expect(closed).toBe(0);
});

test('a network of which nothing has come can be cancelled', async () => {
  const { engine, store, runner, status, arrive } = start();
  engine.silent = true;
  arrive();
  runner.request();
  expect(status()).toBe('running');
  runner.cancel();
  await expect.poll(status).toBe('idle');
  expect(store.getState().notice?.text).toBe('Cancelled.');
});
