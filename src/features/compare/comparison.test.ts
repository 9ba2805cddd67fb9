import { beforeEach, describe, expect, it } from 'vitest';
import { oneOfAKind } from '../../app/one-of-a-kind.ts';
import type { Services } from '../../app/services.ts';
import type { Picture, Result } from '../../app/state.ts';
import { MODEL_CHANGED } from '../../app/stop-words.ts';
import { createAppStore } from '../../app/store.ts';
import { MosaicEngine, mosaic } from '../../testing/mosaic-engine.ts';
import { mosaicResult } from '../../testing/mosaic-result.ts';
import { AXES } from './axes.ts';
import { Comparison, entriesOf } from './comparison.ts';

const colours = {
  a: [
    [250, 10, 20],
    [10, 240, 30],
    [20, 15, 245],
    [90, 100, 110],
  ],
  b: [
    [250, 10, 20],
    [240, 20, 30],
    [90, 100, 110],
    [20, 15, 245],
  ],
} as const;
const bytes = async (slot: 'a' | 'b') =>
  new Uint8Array(await (await mosaic(slot, colours[slot]).blob()).arrayBuffer());

let engine: MosaicEngine;
let base: Result;
let comparison: Comparison;

beforeEach(async () => {
  engine = new MosaicEngine();
  base = await mosaicResult(engine, {
    a: { id: 'a', pixels: await bytes('a') },
    b: { id: 'b', pixels: await bytes('b') },
  });
  const store = createAppStore();
  store.setState({ result: base, job: { status: 'done' } });
  const session = Object.assign(engine, {
    held: { tensors: 0, bytes: 0 },
    info: { backend: 'wasm', modelSha256: 'abc' },
  });
  const client = {
    ready: true,
    newJob: () => engine.newJob(),
    cancel: (job: number) => engine.cancel(job),
    open: () => Promise.resolve(session),
  };
  comparison = new Comparison({
    store,
    client,
    base: 'http://here/',
    one: oneOfAKind(),
    pixels: ({ id }: Picture) => bytes(id as 'a' | 'b'),
  } as unknown as Services);
});

const members = () =>
  AXES.method
    .members(base.settings)
    .filter(({ id }) => ['sfam', 'decomposition', 'mean-activation'].includes(id));

describe('a comparison', () => {
  it('explains the pair in every way that was chosen, each under its own settings', async () => {
    await comparison.run(base, members());
    expect(comparison.task.running).toBe(false);
    const entries = entriesOf(comparison.task.store.getState());
    expect(entries.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(entries.map(({ result }) => result!.settings.method)).toEqual(members().map(({ id }) => id));
    expect(entries[0]!.result!.explanations[0]!.map.data).toEqual(base.explanations[0]!.map.data);
    expect(entries[1]!.result!.explanations[0]!.map.data).not.toEqual(base.explanations[0]!.map.data);
  });

  it('takes no map from a model that was opened in the middle, and says why', async () => {
    const map = engine.map.bind(engine);
    let maps = 0;
    engine.map = (request) => {
      maps += 1;
      // After the first of two maps of the second member.
      if (maps === 3) engine.replaced = true;
      return map(request);
    };
    await comparison.run(base, members());
    expect(comparison.task.running).toBe(false);
    const entries = entriesOf(comparison.task.store.getState());
    expect(entries[0]!.status).toBe('done');
    // Nothing of the half that was there: both maps come from one session, or none.
    expect(entries[1]).toMatchObject({ status: 'cancelled', result: null, message: MODEL_CHANGED });
  });

  it('stops when it is told to, and keeps what is finished', async () => {
    const stop = comparison.task.store.subscribe((state) => {
      const entries = entriesOf(state);
      if (entries[0]?.status === 'done' && entries[1]?.status === 'running') comparison.cancel();
    });
    await comparison.run(base, members());
    stop();
    expect(comparison.task.running).toBe(false);
    const entries = entriesOf(comparison.task.store.getState());
    expect(entries[0]!.status).toBe('done');
    expect(entries[2]).toMatchObject({ status: 'cancelled', message: 'Cancelled.' });
  });
});
