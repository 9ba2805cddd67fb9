import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../core/app-error.ts';
import { type EngineTask, onEngine } from './engine-task.ts';
import type { Services } from './services.ts';
import { endWords, soFar, Task } from './task.ts';

const settings = { model: 'objects', backend: null } as const;

/** An engine that only counts jobs and remembers what was cancelled; once superseded it refuses everything. */
const client = {
  jobs: 0,
  superseded: false,
  cancelled: [] as number[],
  newJob: () => ++client.jobs,
  open: () =>
    Promise.resolve({
      embed: () =>
        client.superseded
          ? Promise.reject(new AppError('cancelled', 'the engine was closed'))
          : Promise.resolve([]),
    }),
  cancel: (job: number) => {
    client.cancelled.push(job);
    return Promise.resolve();
  },
};
const services = { client, base: '' } as unknown as Services;
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** Work on the engine that goes on until it is stopped. */
const endless = onEngine(services, settings, async (task: EngineTask<string>): Promise<string> => {
  for (let i = 1; ; i++) {
    task.report(`step ${i}`, Math.min(i / 100, 0.99));
    await turn();
    task.signal.throwIfAborted();
    await task.session.embed(new Uint8Array(), 0, [0, 0], task.job);
  }
});

describe('Task', () => {
  beforeEach(() => {
    client.superseded = false;
    client.cancelled = [];
  });

  it('shows work as it grows, and what came of it', async () => {
    const task = new Task<string>();
    const seen: string[] = [];
    task.store.subscribe((state) => seen.push(state.status));
    await task.start((running) => {
      expect(task.running).toBe(true);
      running.report('half', 0.5);
      expect(task.store.getState()).toMatchObject({ status: 'running', value: 'half', fraction: 0.5 });
      return Promise.resolve('whole');
    });
    expect(task.store.getState()).toEqual({ status: 'done', value: 'whole' });
    expect(task.running).toBe(false);
    expect(seen).toEqual(['running', 'running', 'done']);
  });

  it('keeps what there is when it is stopped, and tells the engine', async () => {
    const task = new Task<string>();
    const running = task.start(endless);
    await turn();
    await turn();
    task.cancel();
    await running;
    expect(task.store.getState()).toMatchObject({ status: 'stopped', words: 'Stopped before its end.' });
    expect(soFar(task.store.getState())).toMatch(/^step \d+$/);
    expect(client.cancelled).toEqual([client.jobs]);
  });

  it('stops at once although the work never ends, and hears no more of it', async () => {
    const task = new Task<string>();
    let late: (() => void) | null = null;
    const running = task.start((given) => {
      late = () => given.report('late', 1);
      return new Promise(() => undefined);
    }, 'before');
    task.cancel('Cancelled.');
    await running;
    late!();
    expect(task.store.getState()).toEqual({ status: 'stopped', value: 'before', words: 'Cancelled.' });
  });

  it('stops when another model is opened', async () => {
    const task = new Task<string>();
    const running = task.start(endless);
    await turn();
    client.superseded = true;
    await running;
    expect(endWords(task.store.getState())).toBe('Stopped, because another model was opened meanwhile.');
  });

  it('lets a new start take over from the old one', async () => {
    const task = new Task<string>();
    const old = task.start(endless);
    await turn();
    await task.start(() => Promise.resolve('new'));
    await old;
    expect(task.store.getState()).toEqual({ status: 'done', value: 'new' });
  });

  it('forgets what there is, also of work that is under way', async () => {
    const task = new Task<string>();
    const running = task.start(endless);
    await turn();
    task.clear();
    await running;
    expect(task.store.getState()).toEqual({ status: 'idle' });
  });

  it('says what went wrong, and a RangeError in its own words', async () => {
    const task = new Task<string>();
    await task.start(() => Promise.reject(new AppError('out-of-memory')));
    expect(task.store.getState()).toMatchObject({ status: 'failed', fault: { code: 'out-of-memory' } });
    await task.start(() => {
      throw new RangeError('Two classes are needed.');
    });
    expect(endWords(task.store.getState())).toBe('Two classes are needed.');
  });
});
