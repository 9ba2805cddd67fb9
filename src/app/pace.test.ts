import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { VARIATIONS } from '../core/methods/smoothing.ts';
import { copiesOfMethods } from './evidence/copies.ts';
import { aboutTime } from './evidence/time-left.ts';
import { Pace, placeOf, smoothedKind, type Work } from './pace.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { AppState, Result } from './state.ts';
import type { Store } from './store.ts';
import { Task } from './task.ts';

let now = 0;
let store: Store;
let pace: Pace;
beforeEach(() => {
  now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  store = createStore(() => ({ result: null, partial: [] }) as unknown as AppState);
  pace = new Pace(store);
});

const engine = { backend: 'wasm' };
let results = 0;
const result = (change: Partial<Result['settings']>, cost: Partial<Result['cost']>, of = ['a', 'b']) =>
  ({
    id: ++results,
    settings: { ...DEFAULT_SETTINGS, ...change },
    engine,
    explanations: of.map((id) => ({ of: { id }, against: [] })),
    cost: { elapsed: 0, recalled: false, ...cost },
  }) as unknown as Result;
const show = (shown: Result) => store.setState({ result: shown, partial: [] });
const PLACE = placeOf(result({}, {}));

const work = (units: number, sample?: Work['sample']): Work => ({
  kinds: ['own', 'near', 'sampled'],
  units,
  words: '',
  ...(sample && { sample }),
});

describe('a pace', () => {
  it('is its own, else that of what comes near; of nothing nobody knows', () => {
    expect(pace.of(PLACE, work(10))).toBeNull();
    pace.note(PLACE, 'sampled', 4, 100);
    expect(pace.of(PLACE, work(10))).toBe(250);
    pace.note(PLACE, 'own', 4, 400);
    expect(pace.of(PLACE, work(10))).toBe(1000);
    expect(pace.of(PLACE, work(0))).toBeNull();
    expect(pace.of('elsewhere', work(10))).toBeNull();
  });

  it('is found by doing a little twice, of which the second time counts', async () => {
    const times = [900, 40];
    const sample = () => {
      now += times.shift()!;
      return Promise.resolve(4);
    };
    await pace.sample(PLACE, work(10, sample), new AbortController().signal);
    expect(times).toEqual([]);
    expect(pace.of(PLACE, work(10))).toBe(100);
  });

  it('is found at once where even a little takes long; and not where it fails or is given up', async () => {
    const failing = work(1, () => Promise.reject(new Error('no')));
    await pace.sample(PLACE, failing, new AbortController().signal);
    const stop = new AbortController();
    const stopped = work(1, () => {
      stop.abort();
      return Promise.resolve(1);
    });
    await pace.sample(PLACE, stopped, stop.signal);
    expect(pace.of(PLACE, work(1))).toBeNull();
    const slow = work(1, () => {
      now += 8000;
      return Promise.resolve(4);
    });
    await pace.sample(PLACE, slow, new AbortController().signal);
    expect(now).toBe(8000);
    expect(pace.of(PLACE, work(10))).toBe(20_000);
  });

  it('is what was found out, where that is not the time it took to find out', async () => {
    const found = work(10, () => {
      now += 700;
      return Promise.resolve({ units: 2, milliseconds: 50 });
    });
    await pace.sample(PLACE, found, new AbortController().signal);
    expect(pace.of(PLACE, found)).toBe(250);
  });

  it('is learned from work that comes to its end, without what came before it was timed', async () => {
    const task = new Task<string>();
    const done = task.start((running) => {
      now += 5000;
      running.timed();
      now += 300;
      return Promise.resolve('made');
    });
    pace.learn(task, PLACE, work(10));
    await done;
    expect(pace.of(PLACE, work(20))).toBe(600);
    const stopped = task.start(() => new Promise(() => undefined));
    pace.learn(task, PLACE, work(1));
    now += 9000;
    task.cancel();
    await stopped;
    expect(pace.of(PLACE, work(20))).toBe(600);
  });
});

describe('maps of masked copies on the stage', () => {
  const masked = (units: number) => pace.of(PLACE, { kinds: ['masked'], units });

  it('tell the pace of their copies, the first time of each family and pair', () => {
    const copies = copiesOfMethods(['rise']);
    const plain = result({ method: 'sfam' }, {});
    expect(pace.isFresh(plain, 'rise')).toBe(true);
    // The first result holds the time of opening the network.
    show(result({ method: 'occlusion' }, { elapsed: 1e6 }));
    expect(masked(1)).toBeNull();
    show(result({ method: 'rise' }, { elapsed: 2 * copies * 30 }));
    expect(masked(1)).toBe(30);
    expect(pace.isFresh(plain, 'rise')).toBe(false);
    // The same copies, which are kept: no time to go by.
    show(result({ method: 'distance-explainer' }, { elapsed: 100 }));
    show(result({ method: 'rise', metric: 'euclidean' }, { elapsed: 100 }));
    expect(masked(1)).toBe(30);
    expect(pace.isFresh(result({}, {}, ['a', 'c']), 'distance-explainer')).toBe(false);
    expect(pace.isFresh(result({}, {}, ['c', 'd']), 'distance-explainer')).toBe(true);
    expect(pace.isFresh(plain, 'occlusion')).toBe(false);
  });

  it('smoothed, tell what all copies of the images take, unless some were kept', () => {
    const smoothed = { method: 'sfam', smooth: true } as const;
    const time = (one: Result) => pace.of(PLACE, { kinds: [smoothedKind(one)], units: VARIATIONS.length });
    const other = result(smoothed, { elapsed: 900, forwarded: 9 });
    show(result({ method: 'sfam' }, {}));
    show(other);
    expect(time(other)).toBeNull();
    show(result(smoothed, { elapsed: 2000, forwarded: 18 }));
    expect(time(other)).toBe(2000);
    expect(time(result({ ...smoothed, method: 'grad-cam' }, {}))).toBeNull();
  });

  it('that were given up have left some of their copies', () => {
    const plain = result({ method: 'sfam' }, {});
    show(plain);
    const part = { of: { id: 'a' }, method: 'rise' } as unknown as AppState['partial'][number];
    store.setState({ partial: [part] });
    expect(pace.isFresh(plain, 'rise')).toBe(true);
    store.setState({ partial: [] });
    expect(pace.isFresh(plain, 'rise')).toBe(false);
  });
});

it.each([
  [300, 'less than a second'],
  [1400, 'about 1.5 s'],
  [9400, 'about 9 s'],
  [9600, 'about 10 s'],
  [38_000, 'about 40 s'],
  [58_000, 'about 1 min'],
  [100_000, 'about 1.5 min'],
  [700_000, 'about 12 min'],
  [8_000_000, 'about 2.2 h'],
])('%i milliseconds are %s', (milliseconds, words) => {
  expect(aboutTime(milliseconds)).toBe(words);
});

it('what is said of a time is never off by a half', () => {
  for (let time = 1000; time < 1e8; time *= 1.01) {
    const [, number, unit] = /about ([\d.]+) (s|min|h)$/.exec(aboutTime(time))!;
    const said = Number(number) * { s: 1000, min: 60_000, h: 3_600_000 }[unit as 's' | 'min' | 'h'];
    expect(Math.max(said / time, time / said), aboutTime(time)).toBeLessThan(1.5);
  }
});
