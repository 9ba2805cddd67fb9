import { expect, test } from 'vitest';
import { linkOf } from './link-of.ts';
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

test('a link is of the settings and pictures it is given, whatever else is chosen by now', () => {
  const settings = { ...DEFAULT_SETTINGS, metric: 'euclidean', method: 'layer-cam' } as const;
  const display = { ...DEFAULT_DISPLAY, showing: 'control' } as const;
  const link = linkOf({ settings, display, pictures: { a: sample('canyon'), b: sample('alps') } });
  expect(parseUrl(link)).toMatchObject({ settings, display, samples: { a: 'canyon', b: 'alps' } });
});

test('own images do not travel', () => {
  const view = { settings: DEFAULT_SETTINGS, display: DEFAULT_DISPLAY };
  expect(linkOf({ ...view, pictures: { a: own, b: sample('alps') } })).toBe('?b=alps');
  expect(linkOf({ ...view, pictures: { a: own, b: null } })).toBe('');
});
