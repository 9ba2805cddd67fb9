import { expect, test } from 'vitest';
import { type Linked, linkOf } from './link-of.ts';
import { DEFAULT_DISPLAY, DEFAULT_SETTINGS } from './settings.ts';
import type { Picture } from './state.ts';
import { parseUrl } from './url-state.ts';

const size = { width: 8, height: 8 };
const sample = (id: string): Picture => ({
  ...size,
  id: `sample:${id}`,
  name: id,
  origin: { kind: 'sample', sample: id },
});
const own: Picture = { ...size, id: 'x', name: 'mine.png', origin: { kind: 'file' } };
const follow = (a: Picture | null, b: Picture | null, awaited: Linked['awaited'] = {}) =>
  parseUrl(linkOf({ settings: DEFAULT_SETTINGS, display: DEFAULT_DISPLAY, pictures: { a, b }, awaited }));

test('a link is of the settings and pictures it is given, whatever else is chosen by now', () => {
  const settings = { ...DEFAULT_SETTINGS, metric: 'euclidean', method: 'layer-cam' } as const;
  const display = { ...DEFAULT_DISPLAY, showing: 'control' } as const;
  const link = linkOf({ settings, display, pictures: { a: sample('canyon'), b: sample('alps') } });
  expect(parseUrl(link)).toMatchObject({
    settings,
    display,
    samples: { a: 'canyon', b: 'alps' },
    notice: null,
  });
});

test('own images do not travel, and whoever follows the link is told', () => {
  const mixed = follow(own, sample('alps'));
  expect(mixed.samples).toEqual({ b: 'alps' });
  expect(mixed.notice).toMatch(/own as image A.*do not travel/);
  expect(follow(own, own).notice).toMatch(/two pictures of someone’s own/);
  expect(follow(own, null).samples).toEqual({});
});

test('a sample that is awaited stays in the link until a picture stands there', () => {
  expect(follow(null, sample('alps'), { a: 'canyon' }).samples).toEqual({ a: 'canyon', b: 'alps' });
  expect(follow(own, null, { a: 'canyon' }).samples).toEqual({});
});
