import { expect, test } from 'vitest';
import { questionsOf } from './against/partners.ts';
import { ResultStore } from './result-store.ts';
import { DEFAULT_SETTINGS } from './settings.ts';
import type { Explanation, Picture, Result, Settings } from './state.ts';

const picture = (id: string, name = id): Picture => ({
  id,
  name,
  width: 8,
  height: 8,
  origin: { kind: 'file' },
});
const images = [picture('p'), picture('q')];
// Only what is read here.
const vectors = { pooled: Float32Array.of(1, 2), embedding: Float32Array.of(1, 2) };
const found = (settings: Settings) => {
  const explanations = questionsOf(DEFAULT_SETTINGS, { images }).map(
    ({ of, against }) =>
      ({
        settings,
        of,
        vectors,
        against: against.map((one) => ({ ...one, vectors })),
      }) as unknown as Explanation,
  );
  return { explanations, settings, cost: {} } as unknown as Result;
};

test('what was found is the answer to the same question, whatever order it is put in', () => {
  const known = new ResultStore();
  known.remember(found(DEFAULT_SETTINGS));
  const turned = Object.fromEntries(Object.entries(DEFAULT_SETTINGS).reverse()) as unknown as Settings;
  expect(known.recall({ settings: turned, images })?.explanations.map(({ of }) => of)).toEqual(images);
});

test('any other setting or picture is another question', () => {
  const known = new ResultStore();
  known.remember(found(DEFAULT_SETTINGS));
  for (const name of Object.keys(DEFAULT_SETTINGS).filter(
    (one) => !['against', 'references', 'examples', 'counters'].includes(one),
  ))
    expect(known.recall({ settings: { ...DEFAULT_SETTINGS, [name]: 'other' }, images }), name).toBeNull();
  const settings = DEFAULT_SETTINGS;
  expect(known.recall({ settings, images: [picture('r'), images[1]!] })).toBeNull();
  expect(known.recall({ settings: { ...settings, against: 'blank' }, images })).toBeNull();
});

test('two images that changed places find their maps again', () => {
  const known = new ResultStore();
  known.remember(found(DEFAULT_SETTINGS));
  const swapped = known.recall({ settings: DEFAULT_SETTINGS, images: images.toReversed() });
  expect(swapped?.explanations.map(({ of }) => of.id)).toEqual(['q', 'p']);
  expect(swapped!.explanations[0]!.against.map(({ id }) => id)).toEqual(['p']);
});

test('a map is known by whom it is against, whatever the choice was called', () => {
  const known = new ResultStore();
  known.remember(found(DEFAULT_SETTINGS));
  const [, ofB] = questionsOf(
    { ...DEFAULT_SETTINGS, against: 'image' },
    { images: [...images, picture('r')] },
  );
  expect(known.recallOne(ofB!, { ...DEFAULT_SETTINGS, against: 'image' })?.of).toEqual(images[1]);
});

test('equal pixels under another name are called by that name', () => {
  const known = new ResultStore();
  known.remember(found(DEFAULT_SETTINGS));
  const renamed = [picture('p', 'cat.png'), images[1]!];
  const recalled = known.recall({ settings: DEFAULT_SETTINGS, images: renamed });
  expect(recalled!.explanations[0]!.of.name).toBe('cat.png');
});

test('the oldest make room', () => {
  const known = new ResultStore();
  const at = (side: number): Settings => ({ ...DEFAULT_SETTINGS, size: [side, side] });
  for (let size = 0; size < 200; size++) known.remember(found(at(size)));
  const held = Array.from({ length: 200 }, (_, size) => known.recall({ settings: at(size), images }));
  expect(held.findIndex((one) => one !== null)).toBe(72);
  expect(held.slice(72).map((one) => one?.settings.size[0])).toEqual(
    Array.from({ length: 128 }, (_, i) => 72 + i),
  );
});
