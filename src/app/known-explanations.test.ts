import { expect, test } from 'vitest';
import { questionsOf } from './against/partners.ts';
import { KnownExplanations } from './known-explanations.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Explanation, ImageExplanation, Picture, Settings } from './state.ts';

const picture = (id: string, name = id): Picture => ({
  id,
  name,
  width: 8,
  height: 8,
  origin: { kind: 'file' },
});
const pictures = { a: picture('p'), b: picture('q') };
// Only what is read here.
const vectors = { pooled: Float32Array.of(1, 2), embedding: Float32Array.of(1, 2) };
const found = (settings: Settings) => {
  const images = questionsOf(DEFAULT_SETTINGS, { pictures }).map(
    ({ of, against }) =>
      ({
        settings,
        of,
        vectors,
        against: against.map((one) => ({ ...one, vectors })),
      }) as unknown as ImageExplanation,
  );
  return { images, settings, cost: {} } as unknown as Explanation;
};

test('what was found is the answer to the same question, whatever order it is put in', () => {
  const known = new KnownExplanations();
  known.remember(found(DEFAULT_SETTINGS));
  const turned = Object.fromEntries(Object.entries(DEFAULT_SETTINGS).reverse()) as unknown as Settings;
  expect(known.recall({ settings: turned, pictures })?.pictures).toEqual(pictures);
});

test('any other setting or picture is another question', () => {
  const known = new KnownExplanations();
  known.remember(found(DEFAULT_SETTINGS));
  for (const name of Object.keys(DEFAULT_SETTINGS).filter(
    (one) => !['against', 'references', 'examples', 'counters'].includes(one),
  ))
    expect(known.recall({ settings: { ...DEFAULT_SETTINGS, [name]: 'other' }, pictures }), name).toBeNull();
  const settings = DEFAULT_SETTINGS;
  expect(known.recall({ settings, pictures: { a: picture('r'), b: pictures.b } })).toBeNull();
  expect(known.recall({ settings: { ...settings, against: 'blank' }, pictures })).toBeNull();
});

test('two images that changed places find their maps again', () => {
  const known = new KnownExplanations();
  known.remember(found(DEFAULT_SETTINGS));
  const swapped = known.recall({ settings: DEFAULT_SETTINGS, pictures: { a: pictures.b, b: pictures.a } });
  expect(swapped?.pictures).toEqual({ a: pictures.b, b: pictures.a });
  expect(swapped?.partners.a.map(({ id }) => id)).toEqual(['p']);
});

test('a map is known by whom it is against, whatever the choice was called', () => {
  const known = new KnownExplanations();
  known.remember(found(DEFAULT_SETTINGS));
  const [, ofB] = questionsOf({ ...DEFAULT_SETTINGS, against: 'image' }, { pictures, third: picture('r') });
  expect(known.recallOne(ofB!, { ...DEFAULT_SETTINGS, against: 'image' })?.of).toEqual(pictures.b);
});

test('equal pixels under another name are called by that name', () => {
  const known = new KnownExplanations();
  known.remember(found(DEFAULT_SETTINGS));
  const renamed = { a: picture('p', 'cat.png'), b: pictures.b };
  expect(known.recall({ settings: DEFAULT_SETTINGS, pictures: renamed })?.pictures.a.name).toBe('cat.png');
});

test('the oldest make room', () => {
  const known = new KnownExplanations();
  const at = (side: number): Settings => ({ ...DEFAULT_SETTINGS, size: [side, side] });
  for (let size = 0; size < 100; size++) known.remember(found(at(size)));
  const held = Array.from({ length: 100 }, (_, size) => known.recall({ settings: at(size), pictures }));
  expect(held.findIndex((one) => one !== null)).toBe(36);
  expect(held.slice(36).map((one) => one?.settings.size[0])).toEqual(
    Array.from({ length: 64 }, (_, i) => 36 + i),
  );
});
