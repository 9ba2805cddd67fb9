import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { READINGS } from '../core/cis/index.ts';
import { COLORMAPS } from '../core/colormap.ts';
import { METHODS } from '../core/methods/index.ts';
import { METRICS } from '../core/metrics/index.ts';
import { MODELS, modelCard } from '../core/models/index.ts';
import { FITS } from '../core/resize/fit.ts';
import { REFERENCE_SET } from '../core/samples/reference-set.ts';
import { SAMPLES } from '../core/samples/samples.ts';
import { AGAINST } from './against/against.ts';
import { formatBox } from './crop-box.ts';
import { lockAt } from './scale-lock.ts';
import { DEFAULT_DISPLAY, DEFAULT_SETTINGS, OPENING_SETTINGS, reconcile } from './settings.ts';
import type { Display, Settings } from './state.ts';
import { formatUrl, parseUrl } from './url-state.ts';

const keyOf = <K extends string>(registry: Readonly<Record<K, unknown>>) =>
  fc.constantFrom(...(Object.keys(registry) as K[]));

/** Settings as the app can hold them: any choices, reconciled. */
const settings: fc.Arbitrary<Settings> = keyOf(MODELS).chain((model) =>
  fc
    .record({
      model: fc.constant(model),
      size: fc.constantFrom(...modelCard(model).input.sizes),
      layer: fc.constantFrom(...modelCard(model).layers.map(({ node }) => node)),
      fit: fc.oneof(
        keyOf(FITS),
        fc.integer({ min: 1, max: 4096 }).map((n) => `crop:${n}` as const),
      ),
      metric: keyOf(METRICS),
      method: keyOf(METHODS),
      reading: keyOf(READINGS),
      scope: fc.constantFrom('final' as const, 'layer' as const),
      smooth: fc.boolean(),
      against: keyOf(AGAINST),
      backend: fc.constantFrom(null, 'webgpu' as const, 'webgl' as const, 'wasm' as const, 'cpu' as const),
    })
    .map((choice) => reconcile(DEFAULT_SETTINGS, choice).settings),
);

const display: fc.Arbitrary<Display> = fc.record({
  opacity: fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100),
  colormap: keyOf(COLORMAPS),
  range: fc.constantFrom('shared' as const, 'image' as const),
  lock: fc.constant(null),
  sign: fc.constantFrom('both' as const, 'positive' as const, 'negative' as const),
  interpolation: fc.constantFrom('smooth' as const, 'cells' as const),
  showing: fc.constantFrom('map' as const, 'control' as const),
});

const sample = fc.constantFrom(...SAMPLES.map(({ id }) => id));

test('a locked scale travels with what it is of', () => {
  fc.assert(
    fc.property(settings, display, fc.double({ noNaN: true, min: -1e6, max: 0 }), (s, d, low) => {
      const lock = lockAt({ low: 0 + low, high: 0.1 + 0.2 }, s);
      expect(parseUrl(formatUrl(s, { ...d, lock }, {})).display.lock).toEqual(lock);
      // Of maps in another unit the link says nothing.
      expect(parseUrl(formatUrl(s, { ...d, lock: { ...lock, of: 'other' } }, {})).display.lock).toBeNull();
    }),
  );
  expect(parseUrl('?scale=2,1').notice).toContain('scale=2,1');
});

test('a link reproduces every view that the app can show', () => {
  fc.assert(
    fc.property(settings, display, sample, sample, (s, d, a, b) => {
      const read = parseUrl(formatUrl(s, d, { a, b }));
      expect(read.settings).toEqual(s);
      expect(read.display).toEqual(d);
      expect(read.samples).toEqual({ a, b });
    }),
    { numRuns: 500 },
  );
});

test('a box travels with its sample, and one without a sample is left out', () => {
  const box = { x: 3, y: 4, width: 50, height: 60 };
  const link = formatUrl(DEFAULT_SETTINGS, DEFAULT_DISPLAY, { a: 'alps' }, ['b'], { a: formatBox(box) });
  expect(link).toContain('box-a=3%2C4%2C50%2C60');
  expect(parseUrl(link)).toMatchObject({ samples: { a: 'alps' }, boxes: { a: box } });
  expect(parseUrl('?box-b=1,2,3,4').boxes).toEqual({});
  expect(parseUrl('?a=alps&box-a=1,2,0,4').notice).toContain('box-a=1,2,0,4');
});

test('point to point opens with a pinned point over what all points add up to', () => {
  const read = parseUrl('?method=point-to-point&metric=cosine');
  expect(read).toMatchObject({ points: true, settings: { method: 'decomposition', scope: 'layer' } });
  expect(read.notice).toContain('a map for every point');
  expect(read.notice).not.toContain('Not understood');
  expect(parseUrl('?method=decomposition').points).toBe(false);
});

test('of the defaults, layer, metric and against are written all the same', () => {
  const { layer, metric } = DEFAULT_SETTINGS;
  const written = new URLSearchParams({ layer, metric, against: 'none' });
  expect(formatUrl(DEFAULT_SETTINGS, DEFAULT_DISPLAY, {})).toBe(`?${written.toString()}`);
});

test('a link from before there was a choice is against nothing, whatever the bare page opens with', () => {
  expect(parseUrl('?a=canyon').settings).toMatchObject({ against: 'none', reading: 'contribution' });
  expect(OPENING_SETTINGS).toMatchObject({ against: 'references', reading: 'gradient' });
  expect(parseUrl(formatUrl(OPENING_SETTINGS, DEFAULT_DISPLAY, {})).settings).toEqual(OPENING_SETTINGS);
});

test('other images name their set, and a link of another one says so', () => {
  const link = formatUrl({ ...DEFAULT_SETTINGS, against: 'references' }, DEFAULT_DISPLAY, {});
  expect(parseUrl(link).notice).toBeNull();
  expect(parseUrl(link.replace(REFERENCE_SET, '00000000')).notice).toContain('not those that ship today');
});

test('a third image travels where it is a sample', () => {
  const link = formatUrl({ ...DEFAULT_SETTINGS, against: 'image' }, DEFAULT_DISPLAY, { c: 'alps' }, ['a']);
  expect(parseUrl(link)).toMatchObject({ settings: { against: 'image' }, samples: { c: 'alps' } });
});

test('a sample that there is none of is said, and kept for the address', () => {
  const read = parseUrl('?a=tiger&b=alps');
  expect(read).toMatchObject({ samples: { b: 'alps' }, unknown: { a: 'tiger' } });
  expect(read.notice).toMatch(/^Not understood in the link.*a=tiger/);
  expect(parseUrl('?a=canyon').unknown).toEqual({});
});

test('a link that was copied out of a page’s source means what it meant', () => {
  const read = parseUrl('?a=canyon&amp;b=alps&amp;amp;metric=euclidean');
  expect(read).toMatchObject({ samples: { a: 'canyon', b: 'alps' }, settings: { metric: 'euclidean' } });
  expect(read.notice).toBeNull();
});

test('whatever stands in a link, settings name things that exist, and what was not understood is said', () => {
  const names = [
    'model',
    'size',
    'layer',
    'metric',
    'method',
    'cis',
    'scope',
    'smooth',
    'against',
    'c',
    'backend',
    'a',
    'b',
    'opacity',
  ];
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...names), fc.string({ unit: 'binary' }))), (pairs) => {
      const { settings: s } = parseUrl(`?${new URLSearchParams(pairs).toString()}`);
      const card = modelCard(s.model);
      expect(card.input.sizes).toContain(s.size);
      expect(card.layers.map(({ node }) => node)).toContain(s.layer);
      expect(Object.keys(METHODS)).toContain(s.method);
    }),
  );
  expect(parseUrl('?model=dogs&opacity=7').notice).toMatch(/model=dogs.*opacity=7/);
});

test('a value is understood with what mails, chats and programs add to it', () => {
  const signs = [
    '',
    ')',
    '.',
    '>',
    ',',
    '"',
    '”',
    '’',
    ').',
    '*',
    ']',
    '…',
    '\u200b',
    '%29',
    '%2E',
    '%0A',
    '%20',
    '+',
    '/',
  ];
  for (const sign of signs) {
    const read = parseUrl(`?model=faces&b=alps&metric=euclidean${sign}`);
    expect(read.settings, sign).toMatchObject({ model: 'faces', metric: 'euclidean' });
    expect(read.notice, sign).toBeNull();
  }
  for (const query of [
    '?METRIC=EUCLIDEAN&A=Canyon',
    '?metric=%2565uclidean&a=%63anyon',
    '?Metric= euclidean&a=canyon ',
  ])
    expect(parseUrl(query)).toMatchObject({
      settings: { metric: 'euclidean' },
      samples: { a: 'canyon' },
      notice: null,
    });
  const [layer] = modelCard('faces').layers;
  expect(parseUrl(`?model=faces&layer=${layer!.name.toUpperCase()}.`).settings.layer).toBe(layer!.node);
  expect(parseUrl('?opacity=1.0').display.opacity).toBe(1);
});

test.each([
  ['?a=canyon&metric=nope', 'metric=nope'],
  ['?a=canyon&layer=nope', 'layer=nope'],
  ['?a=canyon&own=z', 'own=z'],
  ['?a=canyon&metric', 'metric='],
])('what cannot be followed is named, and nothing else is lost: %s', (query, words) => {
  const read = parseUrl(`${query}&smooth=on`);
  expect(read).toMatchObject({ samples: { a: 'canyon' }, settings: { smooth: true } });
  expect(read.notice).toBe(`Not understood in the link, default used instead: ${words}.`);
});

test('what a link says twice is named, and the first is used', () => {
  const read = parseUrl('?a=canyon&a=alps&metric=euclidean&metric=cosine&b=alps&b=alps');
  expect(read).toMatchObject({ samples: { a: 'canyon', b: 'alps' }, settings: { metric: 'euclidean' } });
  expect(read.notice).toBe('Twice in the link, the first is used: metric, a.');
  expect(parseUrl('?a=nope&a=canyon').notice).toBe(
    'Not understood in the link, default used instead: a=nope.',
  );
});

test('what mails and chats add to an address says nothing of the view', () => {
  expect(parseUrl('?utm_source=mail&fbclid=1').says).toBe(false);
  expect(parseUrl('').says).toBe(false);
  expect(parseUrl('?fbclid=1&metric=cosine').says).toBe(true);
});
