import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import type { AppState, MapData, Picture, Result } from '../../app/state.ts';
import { createAppStore } from '../../app/store.ts';
import { AppError } from '../../core/app-error.ts';
import { paneView } from './pane-view.ts';

const picture = (id: string): Picture => ({ id, name: id, width: 4, height: 2, origin: { kind: 'file' } });
const map = (value: number): MapData => ({ data: Float32Array.of(value), height: 1, width: 1 });
const maps = { a: map(1), b: map(2) };
const controls = { a: map(3), b: map(4) };
const SETTINGS = { ...DEFAULT_SETTINGS, fit: 'stretch', size: [224, 224] };
/** What a pane reads of a result; made with stretch although the settings have since changed. */
const result = {
  settings: SETTINGS,
  explanations: ['cat', 'dog'].map((id, i) => ({
    settings: SETTINGS,
    of: picture(id),
    against: [],
    map: [maps.a, maps.b][i],
    control: [controls.a, controls.b][i],
  })),
} as unknown as Result;
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

test('images that change places take their maps along before they are explained again', () => {
  const images = { a: state().images.b, b: state().images.a };
  expect(paneView(state({ images }), 'a')).toMatchObject({ picture: { id: 'dog' }, map: maps.b });
  expect(paneView(state({ images }), 'b')).toMatchObject({ picture: { id: 'cat' }, map: maps.a });
});

test('an image that stands in both panes has in each the map that was made for it there', () => {
  const twice = {
    ...result,
    explanations: [maps.a, maps.b].map((one) => ({ ...result.explanations[0]!, map: one })),
  };
  const both = { a: state().images.a, b: state().images.a };
  expect(paneView(state({ images: both, result: twice }), 'a').map).toBe(maps.a);
  expect(paneView(state({ images: both, result: twice }), 'b').map).toBe(maps.b);
});

test('a replacement that fails or is still read keeps picture and map', () => {
  const failed = { status: 'failed', name: 'x', message: '', previous: picture('cat') } as const;
  const view = paneView(state({ images: { ...state().images, a: failed } }), 'a');
  expect(view.picture?.id).toBe('cat');
  expect(view.map).toBe(maps.a);
});

test('a map that sharpens is drawn where, and over what, its own job is made from', () => {
  const job = { status: 'running', fraction: 0.5 } as const;
  const stamp = {
    of: picture('cat'),
    fit: 'crop',
    size: [320, 320],
    method: 'occlusion',
    map: map(9),
  } as const;
  const running = state({ job, partial: [stamp, null] });
  // The settings have moved on to 512 since.
  expect(paneView(running, 'a')).toMatchObject({
    map: stamp.map,
    kind: 'partial',
    fit: 'crop',
    size: [320, 320],
  });
  const images = { ...running.images, a: { status: 'ready', picture: picture('bird') } as const };
  expect(paneView({ ...running, images }, 'a')).toMatchObject({ map: null, kind: 'none' });
  const exchanged = { a: running.images.b, b: running.images.a };
  expect(paneView({ ...running, images: exchanged }, 'b')).toMatchObject({ map: stamp.map, kind: 'partial' });
});

test('the evidence for a point goes with the picture that the point lies in', () => {
  const evidence = { slot: 'b', map: map(7), cell: 0 } as const;
  const images = { ...state().images, a: { status: 'ready', picture: picture('bird') } as const };
  expect(paneView(state({ evidence, images }), 'b')).toMatchObject({ map: maps.b, kind: 'map' });
});

test('partial maps only while their job runs; evidence and control where asked for', () => {
  const partial = [
    { of: picture('cat'), fit: 'crop', size: [512, 512], method: 'rise', map: map(9) },
  ] as const;
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
