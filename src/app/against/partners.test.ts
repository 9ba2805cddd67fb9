import { expect, test } from 'vitest';
import hashes from '../../core/samples/sample-hashes.json' with { type: 'json' };
import { SAMPLES } from '../../core/samples/samples.ts';
import type { Picture } from '../state.ts';
import { AGAINST, type AgainstId } from './against.ts';
import { questionsOf, referencesOf } from './partners.ts';

const size = { width: 8, height: 8 };
const sample = (id: string): Picture => ({
  ...size,
  id: `sample:${id}`,
  name: id,
  origin: { kind: 'sample', sample: id },
});
const file = (id: string): Picture => ({ ...size, id, name: 'mine.jpg', origin: { kind: 'file' } });
const pictures = { a: sample('cat-3'), b: file('0123456789abcdef0123456789abcdef') };
const third = sample('alps');
const weights = (against: AgainstId) =>
  questionsOf(against, { pictures, third }).map((question) =>
    question.against.map(({ id, weight }) => [id, weight]),
  );
const [A, B, C] = [pictures.a.id, pictures.b.id, third.id];

test('against nothing, each image has the other one', () => {
  expect(weights('none')).toEqual([[[B, 1]], [[A, 1]]]);
});

test('a blank image counts against both', () => {
  expect(weights('blank')).toEqual([
    [
      [B, 1],
      ['blank', -1],
    ],
    [
      [A, 1],
      ['blank', -1],
    ],
  ]);
});

test('a third image counts against B in the map of A, and A against it in its own', () => {
  expect(weights('image')).toEqual([
    [
      [B, 1],
      [C, -1],
    ],
    [[A, 1]],
    [[A, -1]],
  ]);
});

test('other images leave out both images, what is of their source, and what has the same bytes', () => {
  const left = (...of: Picture[]) => referencesOf(of).map(({ sample: { id } }) => id);
  expect(left(pictures.a).some((id) => id.startsWith('cat'))).toBe(false);
  expect(left(sample('alps'), sample('boats'))).toEqual(
    SAMPLES.map(({ id }) => id).filter((id) => !['alps', 'boats'].includes(id)),
  );
  // As intake names a file: the beginning of the hash of its bytes.
  expect(left(file(hashes['cat-9'].slice(0, 32))).some((id) => id.startsWith('cat'))).toBe(false);
  expect(left(pictures.b)).toHaveLength(SAMPLES.length);
});

test('frames of one cat count once, and all others together as much as the partner', () => {
  const all = referencesOf([file('x')]);
  const share = (cats: boolean) =>
    all
      .filter(({ sample: { id } }) => id.startsWith('cat') === cats)
      .reduce((sum, one) => sum + one.share, 0);
  const sources = new Set(SAMPLES.map(({ source }) => source)).size;
  expect(share(true)).toBeCloseTo(1 / sources, 12);
  expect(share(true) + share(false)).toBeCloseTo(1, 12);
  for (const against of ['references', 'blank'] as const)
    for (const question of questionsOf(against, { pictures }))
      expect(question.against.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(0, 12);
});

test('every choice has maps of both images', () => {
  for (const against of Object.keys(AGAINST) as AgainstId[])
    expect(questionsOf(against, { pictures, third }).length).toBeGreaterThanOrEqual(2);
});
