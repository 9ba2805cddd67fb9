import { expect, test } from 'vitest';
import { isOld, sameQuestion } from './question.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { AppState, Picture, Result } from './state.ts';
import { createAppStore } from './store.ts';

const picture = (id: string): Picture => ({ id, name: id, width: 8, height: 8, origin: { kind: 'file' } });
const pictures = { a: picture('p'), b: picture('q') };
const state = (change: Partial<AppState> = {}): AppState => ({
  ...createAppStore().getState(),
  images: { a: { status: 'ready', picture: pictures.a }, b: { status: 'ready', picture: pictures.b } },
  job: { status: 'done' },
  // Only what is read here.
  result: {
    settings: DEFAULT_SETTINGS,
    explanations: [{ of: pictures.a }, { of: pictures.b }],
  } as unknown as Result,
  ...change,
});

test('a result is old while, and after, something else was to be explained', () => {
  expect(isOld(state())).toBe(false);
  expect(isOld(state({ job: { status: 'running', fraction: null } }))).toBe(true);
  const images = { ...state().images, a: { status: 'ready', picture: picture('r') } } as const;
  expect(isOld(state({ images }))).toBe(true);
  // Cancelled: nothing is under way, and the result is still that of another pair.
  expect(isOld(state({ images, job: { status: 'idle' } }))).toBe(true);
});

test('a picture on its way, or no result at all, makes nothing old', () => {
  const a = { status: 'decoding', name: 'n', previous: pictures.a } as const;
  expect(isOld(state({ images: { ...state().images, a } }))).toBe(false);
  expect(isOld(state({ result: null, job: { status: 'idle' } }))).toBe(false);
});

test('a question is the same with the same pictures in the same places and equal settings', () => {
  const asked = { settings: DEFAULT_SETTINGS, images: [pictures.a, pictures.b] };
  expect(
    sameQuestion(asked, { settings: { ...DEFAULT_SETTINGS }, images: [{ ...pictures.a }, pictures.b] }),
  ).toBe(true);
  expect(sameQuestion(asked, { ...asked, images: [pictures.b, pictures.a] })).toBe(false);
  expect(sameQuestion(asked, { ...asked, images: [pictures.a, pictures.b, picture('r')] })).toBe(false);
  expect(sameQuestion(asked, { ...asked, settings: { ...DEFAULT_SETTINGS, metric: 'euclidean' } })).toBe(
    false,
  );
});
