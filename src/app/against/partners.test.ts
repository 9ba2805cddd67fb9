import { expect, test } from 'vitest';
import hashes from '../../core/samples/sample-hashes.json' with { type: 'json' };
import { SAMPLES } from '../../core/samples/samples.ts';
import { DEFAULT_SETTINGS } from '../settings.ts';
import type { Picture } from '../state.ts';
import { AGAINST, type AgainstId } from './against.ts';
import { groupOf, imageGroup, membersBeside, registerGroup, SHIPPED } from './image-group.ts';
import { questionsOf } from './partners.ts';

const size = { width: 8, height: 8 };
const sample = (id: string): Picture => ({
  ...size,
  id: `sample:${id}`,
  name: id,
  origin: { kind: 'sample', sample: id },
});
const file = (id: string): Picture => ({ ...size, id, name: 'mine.jpg', origin: { kind: 'file' } });
const [a, b] = [sample('cat-3'), file('0123456789abcdef0123456789abcdef')];
const third = sample('alps');
const weights = (against: AgainstId) =>
  questionsOf({ ...DEFAULT_SETTINGS, against }, { images: [a, b, third] }).map((question) =>
    question.against.map(({ id, weight }) => [id, weight]),
  );
const [A, B, C] = [a.id, b.id, third.id];

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

test('other images leave out both images, what is of their subject, and what has the same bytes', () => {
  const left = (...of: Picture[]) =>
    membersBeside(SHIPPED, of).map(({ member: { id } }) => id.replace('sample:', ''));
  expect(left(a).some((id) => id.startsWith('cat'))).toBe(false);
  expect(left(sample('alps'), sample('boats'))).toEqual(
    SAMPLES.map(({ id }) => id).filter((id) => !['alps', 'boats'].includes(id)),
  );
  // As intake names a file: the beginning of the hash of its bytes.
  expect(left(file(hashes['cat-9'].slice(0, 32))).some((id) => id.startsWith('cat'))).toBe(false);
  expect(left(b)).toHaveLength(SAMPLES.length);
});

test('frames of one cat count once, and all others together as much as the partner', () => {
  const all = membersBeside(SHIPPED, [file('x')]);
  const share = (cats: boolean) =>
    all
      .filter(({ member: { id } }) => id.startsWith('sample:cat') === cats)
      .reduce((sum, one) => sum + one.share, 0);
  const subjects = new Set(SAMPLES.map(({ subject }) => subject)).size;
  expect(share(true)).toBeCloseTo(1 / subjects, 12);
  expect(share(true) + share(false)).toBeCloseTo(1, 12);
  for (const against of ['references', 'blank'] as const)
    for (const question of questionsOf({ ...DEFAULT_SETTINGS, against }, { images: [a, b] }))
      expect(question.against.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(0, 12);
});

test('every choice has maps of both images', () => {
  for (const against of Object.keys(AGAINST) as AgainstId[])
    expect(
      questionsOf({ ...DEFAULT_SETTINGS, against }, { images: [a, b, third] }).length,
    ).toBeGreaterThanOrEqual(2);
});

const own = (...ids: string[]) =>
  ids.map((id) => ({ id, name: `${id}.jpg`, subject: id, blob: () => Promise.resolve(new Blob()) }));

test('a class stands in the place of the other image; an image is no example of itself, nor of what it is not', () => {
  const examples = imageGroup('“mine”', own(B, 'x', 'y'));
  const counters = imageGroup('the rest', own('z', A));
  for (const group of [examples, counters]) registerGroup(group);
  const settings = { ...DEFAULT_SETTINGS, against: 'class' as const };
  const ask = (change: object) =>
    questionsOf({ ...settings, examples: examples.hash, ...change }, { images: [a, b] }).map(({ against }) =>
      against.map(({ weight, members }) => [weight, members!.map(({ id }) => id)]),
    );
  expect(ask({ counters: counters.hash })).toEqual([
    [
      [1, [B, 'x', 'y']],
      [-1, ['z']],
    ],
    [
      [1, ['x', 'y']],
      [-1, ['z']],
    ],
  ]);
  expect(ask({ counters: '' })).toEqual([[[1, [B, 'x', 'y']]], [[1, ['x', 'y']]]]);
  // The cat's frames but this one: of a class, frames of one sheet are what is asked about.
  const [ofA] = questionsOf(settings, { images: [a, b] });
  expect(ofA!.against[0]!.members!.map(({ id }) => id)).toEqual(
    groupOf(settings.examples)!
      .members.map(({ id }) => id)
      .filter((id) => id !== A),
  );
});

test('a gallery as other images leaves out what stands on the page, by its content, and counts duplicates once', () => {
  const group = imageGroup('the gallery', own(B, 'x', 'y', 'y', hashes['cat-3'].slice(0, 32)));
  const left = membersBeside(group, [a, b]);
  expect(left.map(({ member, share }) => [member.id, share])).toEqual([
    ['x', 0.5],
    ['y', 0.25],
    ['y', 0.25],
  ]);
});

test('of a large gallery a seeded draw takes part, under the name of the whole', () => {
  const many = own(...Array.from({ length: 1000 }, (_, i) => `p${i}`));
  const [one, two] = [imageGroup('many', many), imageGroup('many', many)];
  expect(one.members).toHaveLength(256);
  expect(one.drawnFrom).toBe(1000);
  expect(one).toEqual(two);
  expect(imageGroup('others', many.slice(1)).hash).not.toBe(one.hash);
});
