import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import type { Workshop } from '../workshop.ts';
import { Desk, type Task } from './desk.ts';

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
const newDesk = () => new Desk<string>({ client, base: '' } as unknown as Workshop);
const turn = () => new Promise((resolve) => setTimeout(resolve));

/** Work that goes on until it is stopped. */
const endless = async (task: Task<string>): Promise<string> => {
  for (let i = 1; ; i++) {
    task.report(`step ${i}`, Math.min(i / 100, 0.99));
    await turn();
    task.throwIfAborted();
    await task.session.embed(new Uint8Array(), 0, [0, 0], task.job);
  }
};

describe('Desk', () => {
  beforeEach(() => {
    client.superseded = false;
    client.cancelled = [];
  });

  it('shows work as it grows, and what came of it', async () => {
    const desk = newDesk();
    const seen: string[] = [];
    desk.store.subscribe((state) => seen.push(state.status));
    await desk.start(settings, (task) => {
      task.report('half', 0.5);
      expect(desk.store.getState()).toMatchObject({ status: 'running', value: 'half', fraction: 0.5 });
      return Promise.resolve('whole');
    });
    expect(desk.store.getState()).toEqual({ status: 'done', value: 'whole' });
    expect(seen).toEqual(['running', 'running', 'done']);
  });

  it('keeps what there is when it is stopped, and tells the engine', async () => {
    const desk = newDesk();
    const running = desk.start(settings, endless);
    await turn();
    await turn();
    desk.cancel();
    await running;
    expect(desk.store.getState()).toMatchObject({ status: 'stopped', reason: 'Stopped before its end.' });
    expect(desk.store.getState()).toHaveProperty('value', expect.stringMatching(/^step \d+$/));
    expect(client.cancelled).toEqual([client.jobs]);
  });

  it('stops when another model is opened', async () => {
    const desk = newDesk();
    const running = desk.start(settings, endless);
    await turn();
    client.superseded = true;
    await running;
    expect(desk.store.getState()).toMatchObject({
      status: 'stopped',
      reason: 'Stopped, because another model was opened meanwhile.',
    });
  });

  it('lets a new start take over from the old one', async () => {
    const desk = newDesk();
    const old = desk.start(settings, endless);
    await turn();
    await desk.start(settings, () => Promise.resolve('new'));
    await old;
    expect(desk.store.getState()).toEqual({ status: 'done', value: 'new' });
  });

  it('says what went wrong', async () => {
    const desk = newDesk();
    await desk.start(settings, () => Promise.reject(new AppError('out-of-memory')));
    expect(desk.store.getState()).toMatchObject({ status: 'failed', fault: { code: 'out-of-memory' } });
  });
});
