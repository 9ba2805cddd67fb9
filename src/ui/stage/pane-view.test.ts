import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import type { AppState, Explanation, MapData, Picture } from '../../app/state.ts';
import { createAppStore } from '../../app/store.ts';
import { AppError } from '../../core/app-error.ts';
import { paneView } from './pane-view.ts';

const picture = (id: string): Picture => ({ id, name: id, width: 4, height: 2, origin: { kind: 'file' } });
const map = (value: number): MapData => ({ data: Float32Array.of(value), height: 1, width: 1 });
const maps = { a: map(1), b: map(2) };
const controls = { a: map(3), b: map(4) };
/** What a pane reads of an explanation; made with stretch although the settings have since changed. */
const result = {
  settings: { ...DEFAULT_SETTINGS, fit: 'stretch', size: [224, 224] },
  pictures: { a: picture('cat'), b: picture('dog') },
  maps,
  controls,
} as unknown as Explanation;
const state = (change: Partial<AppState> = {}): AppState => ({
  ...createAppStore().getState(),
  images: {
    a: { status: 'ready', picture: picture('cat') },
    b: { status: 'ready', picture: picture('dog') },
  },
  settings: { ...DEFAULT_SETTINGS, fit: 'crop', size: [512, 512] },
  job: { status: 'done' },
  result,
  ...change,
});

test('the map of the last explanation, placed as its own job placed it', () => {
  expect(paneView(state(), 'a')).toMatchObject({
    map: maps.a,
    kind: 'map',
    fit: 'stretch',
    size: [224, 224],
  });
});

test('the old map stays while the next job runs or has failed', () => {
  expect(paneView(state({ job: { status: 'running', fraction: null } }), 'a').map).toBe(maps.a);
  expect(paneView(state({ job: { status: 'failed', fault: new AppError('internal') } }), 'b').map).toBe(
    maps.b,
  );
});

test('a map is never drawn over a picture that it was not made from', () => {
  const images = { ...state().images, a: { status: 'ready', picture: picture('bird') } as const };
  expect(paneView(state({ images }), 'a')).toMatchObject({
    map: null,
    kind: 'none',
    fit: 'crop',
    size: [512, 512],
  });
  expect(paneView(state({ images }), 'b').map).toBe(maps.b);
});

test('a replacement that fails or is still read keeps picture and map', () => {
  const failed = { status: 'failed', name: 'x', message: '', previous: picture('cat') } as const;
  const view = paneView(state({ images: { ...state().images, a: failed } }), 'a');
  expect(view.picture?.id).toBe('cat');
  expect(view.map).toBe(maps.a);
});

test('a map that sharpens is drawn where, and over what, its own job is made from', () => {
  const job = { status: 'running', fraction: 0.5 } as const;
  const stamp = { picture: 'cat', fit: 'crop', size: [320, 320], method: 'occlusion', map: map(9) } as const;
  const running = state({ job, partial: { a: stamp } });
  // The settings have moved on to 512 since.
  expect(paneView(running, 'a')).toMatchObject({
    map: stamp.map,
    kind: 'partial',
    fit: 'crop',
    size: [320, 320],
  });
  const images = { ...running.images, a: { status: 'ready', picture: picture('bird') } as const };
  expect(paneView({ ...running, images }, 'a')).toMatchObject({ map: null, kind: 'none' });
  const swapped = { a: running.images.b, b: running.images.a };
  expect(paneView({ ...running, images: swapped }, 'a').kind).toBe('none');
});

test('the evidence for a point goes with the picture that the point lies in', () => {
  const evidence = { slot: 'b', map: map(7), cell: 0 } as const;
  const images = { ...state().images, a: { status: 'ready', picture: picture('bird') } as const };
  expect(paneView(state({ evidence, images }), 'b')).toMatchObject({ map: maps.b, kind: 'map' });
});

test('partial maps only while their job runs; evidence and control where asked for', () => {
  const partial = {
    a: { picture: 'cat', fit: 'crop', size: [512, 512], method: 'rise', map: map(9) },
  } as const;
  expect(paneView(state({ partial, job: { status: 'running', fraction: 0.5 } }), 'a').kind).toBe('partial');
  expect(paneView(state({ partial }), 'a').kind).toBe('map');
  const evidence = { slot: 'b', map: map(7), cell: 0 } as const;
  expect(paneView(state({ evidence }), 'b')).toMatchObject({ kind: 'evidence', map: evidence.map });
  expect(paneView(state({ evidence }), 'a').kind).toBe('map');
  const display = { ...state().display, showing: 'control' } as const;
  expect(paneView(state({ display }), 'a')).toMatchObject({
    map: controls.a,
    method: { id: 'mean-activation' },
  });
});
