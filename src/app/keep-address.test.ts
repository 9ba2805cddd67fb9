import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keepAddress } from './keep-address.ts';
import { createAppStore, type Store } from './store.ts';

let store: Store;
let written: number[];
let refusing: boolean;
let flush: () => void;
let frames: (() => void)[];
const slide = (opacity: number) => store.setState(({ display }) => ({ display: { ...display, opacity } }));

beforeEach(() => {
  vi.useFakeTimers();
  store = createAppStore();
  written = [];
  refusing = false;
  frames = [];
  flush = keepAddress(
    store,
    () => {
      if (refusing) throw new DOMException('too often', 'SecurityError');
      written.push(store.getState().display.opacity);
    },
    (call) => frames.push(call),
  );
});
afterEach(() => vi.useRealTimers());

test('a slider is written once, when it rests', () => {
  for (let step = 0; step < 200; step++) {
    slide(step / 200);
    vi.advanceTimersByTime(16);
  }
  expect(written).toEqual([]);
  vi.advanceTimersByTime(300);
  expect(written).toEqual([199 / 200]);
});

test('what is chosen is written at once where no map will come of it, with what was still waiting', () => {
  slide(0.25);
  store.setState(({ settings }) => ({ settings: { ...settings, metric: 'euclidean' } }));
  expect(written).toEqual([0.25]);
  vi.runAllTimers();
  expect(written).toEqual([0.25]);
});

test('what is chosen is written once the map it leads to is painted, and no later than a slider', () => {
  store.setState({ job: { status: 'running', fraction: null } });
  store.setState(({ settings }) => ({ settings: { ...settings, metric: 'euclidean' } }));
  expect(written).toHaveLength(0);
  store.setState({ job: { status: 'done' } });
  store.setState({ job: { status: 'idle' } });
  expect(written).toHaveLength(0);
  expect(store.getState().addressBehind).toBe(true);
  for (const painted of frames) painted();
  expect(written).toHaveLength(1);
  expect(store.getState().addressBehind).toBe(false);
  vi.runAllTimers();
  expect(written).toHaveLength(1);

  store.setState({ job: { status: 'running', fraction: 0.1 } });
  store.setState(({ settings }) => ({ settings: { ...settings, metric: 'cosine' } }));
  vi.advanceTimersByTime(300);
  expect(written).toHaveLength(2);
});

test('what waits is written when the page may go, and nothing where nothing waits', () => {
  flush();
  slide(0.5);
  flush();
  flush();
  expect(written).toEqual([0.5]);
});

test('a browser that refuses hinders nobody else, and is asked again', () => {
  let later = 0;
  store.subscribe(() => later++);
  refusing = true;
  store.setState(({ settings }) => ({ settings: { ...settings, metric: 'euclidean' } }));
  expect(later).toBe(1);
  refusing = false;
  vi.advanceTimersByTime(2000);
  expect(written).toHaveLength(1);
});
