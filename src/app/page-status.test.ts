import { describe, expect, it } from 'vitest';
import { pageStatus } from './page-status.ts';
import { isCurrent } from './question.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { AppState, Picture, Result } from './state.ts';
import { createAppStore } from './store.ts';

const picture = (id: string): Picture => ({ id, name: id, width: 8, height: 8, origin: { kind: 'file' } });

function explained(): AppState {
  const pictures = { a: picture('p'), b: picture('q') };
  return {
    ...createAppStore().getState(),
    images: { a: { status: 'ready', picture: pictures.a }, b: { status: 'ready', picture: pictures.b } },
    job: { status: 'done' },
    // Only what the two functions read.
    result: {
      settings: DEFAULT_SETTINGS,
      explanations: [{ of: pictures.a }, { of: pictures.b }],
    } as unknown as Result,
  };
}

describe('pageStatus', () => {
  it('is done when the result is that of what is chosen', () => {
    expect(isCurrent(explained())).toBe(true);
    expect(pageStatus(explained())).toBe('done');
  });

  it('is loading from the moment a file is chosen', () => {
    const state = explained();
    const images = { ...state.images, a: { status: 'decoding', name: 'n', previous: picture('p') } } as const;
    expect(pageStatus({ ...state, images })).toBe('loading');
  });

  it('is running between a new picture or setting and its job', () => {
    const state = explained();
    const images = { ...state.images, b: { status: 'ready', picture: picture('r') } } as const;
    expect(pageStatus({ ...state, images })).toBe('running');
    expect(pageStatus({ ...state, settings: { ...state.settings, metric: 'euclidean' } })).toBe('running');
  });

  it('is done again when a replacement failed and the pair on screen stayed', () => {
    const state = explained();
    const a = { status: 'failed', name: 'n', message: 'm', previous: picture('p') } as const;
    expect(pageStatus({ ...state, images: { ...state.images, a } })).toBe('done');
  });
});
