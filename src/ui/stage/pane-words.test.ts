import { expect, test } from 'vitest';
import { senseOf } from '../../app/sense-of.ts';
import { DEFAULT_SETTINGS } from '../../app/settings.ts';
import type { MapData, Picture } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { explainedBy } from './explained-by.ts';
import { paneWords } from './pane-words.ts';
import type { PaneView } from './views.ts';

const picture: Picture = { id: 'p', name: 'p', width: 4, height: 2, origin: { kind: 'file' } };
const map: MapData = { data: Float32Array.of(0.5, 0, 0, 0, 0, 0, 0, 0, -0.25), height: 3, width: 3 };
const view = (kind: PaneView['kind'], method: Method | null): PaneView => ({
  picture,
  fit: 'stretch',
  size: [224, 224],
  map: kind === 'none' ? null : map,
  kind,
  method,
  settings: DEFAULT_SETTINGS,
  rivals: null,
});
const say = (shown: PaneView, sign: 'both' | 'positive' | 'negative' = 'both') =>
  paneWords(shown, 'a', { identical: false, sign });

test.each(
  Object.values<Method>(METHODS),
)('$id: its own words for its signs, and none where it does not look at the other image', (method) => {
  const shown = view('map', method);
  expect(explainedBy(shown, 'a')).toBe(method.uses.metric ? 'explained by B' : 'by itself');
  expect(explainedBy(shown, 'b')).toBe(method.uses.metric ? 'explained by A' : 'by itself');
  const words = say(shown);
  expect(words).toContain(`${method.label}, ${explainedBy(shown, 'a')}.`);
  const { ends } = senseOf(DEFAULT_SETTINGS, method);
  if (!method.uses.metric) expect(ends).toBeNull();
  if (ends) expect(words).toContain(`upper left (${ends.high}); smallest: lower right (${ends.low}).`);
  else expect(words).not.toMatch(/score|share/);
  expect(words).toContain('upper left');
});

test('a control, a map that sharpens and the shares of a point say that they are', () => {
  const control = view('control', METHODS['mean-activation']);
  expect(say(control)).toMatch(/^Control: mean activation, by itself\..*Largest value: upper left/);
  expect(say(control)).not.toMatch(/score|share/);
  expect(say(view('partial', METHODS.rise))).toMatch(/^RISE, explained by B, still sharpening\./);
  expect(say(view('evidence', null))).toMatch(
    /^What the point in B shares with each place of A, of the cosine at this layer\./,
  );
  expect(explainedBy(view('evidence', null), 'b')).toBe('shares of a point of A');
});

test('whom a map was held against is said', () => {
  const against = { ...view('map', METHODS.sfam), rivals: 'against 12 other images' };
  expect(say(against)).toContain('SFAM, explained by B against 12 other images.');
  expect(explainedBy({ ...view('map', METHODS['eigen-cam']), rivals: 'against C' }, 'a')).toBe('by itself');
});

test('where there is no map there are no words of one', () => {
  expect(say(view('none', null))).toBe('No map of this image yet.');
  expect(say({ ...view('none', null), picture: null })).toBe('No image yet.');
  expect(explainedBy(view('none', null), 'a')).toBeNull();
});

test('values that are not drawn are not kept silent about', () => {
  expect(say(view('map', METHODS.sfam), 'positive')).toContain('Only positive values are drawn.');
  expect(say(view('map', METHODS.sfam))).not.toContain('Only');
  // A control is drawn whole, whatever was chosen.
  expect(say(view('control', METHODS['mean-activation']), 'negative')).not.toContain('Only');
});
