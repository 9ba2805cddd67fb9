import { describe, expect, it } from 'vitest';
import { type DescribedMap, describeMap } from './describe-map.ts';
import { describeSame, describeScore } from './describe-score.ts';
import { METRICS } from './metrics/index.ts';
import { modelCard } from './models/index.ts';

const SENSE = { id: 'share', ends: { high: 'for', low: 'less' } } as const;
const NOTHING = { id: 'none', ends: null } as const;

describe('describeMap', () => {
  const say = (values: number[], identical = false, width = 3, sense: DescribedMap['sense'] = SENSE) =>
    describeMap({ data: Float32Array.from(values), height: values.length / width, width, identical, sense });

  it.each([
    [0, 'upper left'],
    [1, 'top'],
    [2, 'upper right'],
    [3, 'left'],
    [4, 'centre'],
    [5, 'right'],
    [6, 'lower left'],
    [7, 'bottom'],
    [8, 'lower right'],
  ])('says where cell %i is', (cell, words) => {
    const values = Array.from({ length: 9 }, (_, p) => (p === cell ? 2 : -1 - p / 100));
    expect(say(values)).toContain(`Largest value: ${words} (for);`);
  });

  it('names range, size and both extremes with what their signs mean', () => {
    expect(say([0.5, 0, 0, 0, 0, 0, 0, 0, -0.25])).toBe(
      '3 × 3 cells, from −0.250 to 0.500. Largest value: upper left (for); smallest: lower right (less).',
    );
  });

  it('writes a tiny negative number with one kind of minus sign', () => {
    expect(say([1, 0, -1.5e-9])).toContain('from −1.50e−9 to 1.00');
  });

  it('counts the cells of a wide map as thirds of it', () => {
    // Cell 4 of 7 is the middle one; a map one cell high lies in the middle row.
    expect(say([0, 0, 0, 1, 0, 0, 0], false, 7)).toContain('Largest value: centre (for);');
  });

  it('says when one sign does not occur, and gives a zero no sign', () => {
    expect(say([1, 2, 0])).toMatch(/smallest: right\. No value is negative\.$/);
    expect(say([-1, -2, 0])).toMatch(
      /Largest value: right; smallest: centre \(less\)\. No value is positive\.$/,
    );
  });

  it('says when the map is zero, constant or broken', () => {
    expect(say([0, 0, 0])).toContain('zero everywhere');
    expect(say([2, 2, 2])).toContain('same value everywhere, 2.00');
    expect(say([0, Number.NaN, 1])).toContain('not numbers');
  });

  it('gives signs no words where they mean nothing', () => {
    const values = [0.5, 0, 0, 0, 0, 0, 0, 0, -0.25];
    expect(say(values, false, 3, NOTHING)).toBe(
      '3 × 3 cells, from −0.250 to 0.500. Largest value: upper left; smallest: lower right.',
    );
    for (const map of [values, [1, 2, 0], [-1, -2, 0], [0, 0, 0], [2, 2, 2]])
      expect(say(map, true, 3, NOTHING)).not.toMatch(/similar|the same\./);
  });

  it('finds nothing for or against between images that are the same', () => {
    expect(say([1, 2, 3], true)).toContain('the two images are the same');
    expect(say([1, -2, 3], true)).not.toMatch(/for\)|less|positive|negative/);
    expect(say([0, 0, 0], true)).not.toContain('any more alike');
    expect(say([0, 0, 0], true, 3, { ...SENSE, id: 'slope' })).toContain('any more alike');
    expect(say([1, 2, 3], false)).not.toContain('same');
  });
});

it('reads a distance against the line that a network’s author draws', () => {
  const { same } = modelCard('faces-dlib');
  expect(describeSame(same!, 0.5234)).toContain('Distance 0.523 is below 0.6: one person, by the line that');
  expect(describeSame(same!, 0.6)).toContain(
    'Distance 0.600 is not below 0.6: not one person, by the line that',
  );
});

describe('describeScore', () => {
  const cosine = (similarity: number) =>
    describeScore({ metric: METRICS.cosine, similarity, identical: false });

  it('puts a cosine as an angle', () => {
    expect(cosine(Math.cos(Math.PI / 6))).toContain('is 30°');
    expect(cosine(Math.cos(Math.PI / 60))).toContain('is 3.0°');
    expect(cosine(0.01)).toContain('close to a right angle');
    expect(cosine(-0.5)).toContain('away from each other (120° apart): entries of unlike sign outweigh');
  });

  it('puts a distance as a distance, not negated', () => {
    const words = describeScore({ metric: METRICS.euclidean, similarity: -2.97758, identical: false });
    expect(words).toContain('lie 2.98 apart');
  });

  it('warns that it is no probability', () => {
    for (const score of [0.9, 0, -0.9]) expect(cosine(score)).toContain('not a probability');
  });

  it('says when there is nothing to compare', () => {
    expect(cosine(Number.NaN)).toContain('undefined');
    expect(describeScore({ metric: METRICS.cosine, similarity: 1, identical: true })).toContain(
      'are the same',
    );
  });
});
