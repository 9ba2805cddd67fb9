import { describe, expect, it } from 'vitest';
import { METHODS } from '../methods/index.ts';
import { cornerOf, cornersOf, largestOf } from './corner-of.ts';
import { type FirstLookFacts, firstLook } from './first-look.ts';
import { partnerRank } from './partner-rank.ts';
import { lossWithout, strongestCells } from './without-cells.ts';

const others = (values: readonly number[], ours = 0.5) => ({
  rank: partnerRank(
    ours,
    values.map((value, i) => ({ value, subject: `s${i}` })),
  ),
  slope: false,
  likeness: 0.3,
  blank: 0.2,
});

const facts = (change: Partial<FirstLookFacts> = {}): FirstLookFacts => ({
  label: 'SFAM',
  looksAtPartner: true,
  identical: false,
  flat: false,
  activity: { called: 'mean activation', image: 'A', r: 0.1 },
  corners: [],
  allCorners: null,
  others: others([0.1, 0.2, 0.3]),
  ...change,
});

describe('a first look', () => {
  it('speaks of ranks below 19 independent partners, and of p from there on', () => {
    expect(firstLook(facts())).toEqual({
      kind: 'good',
      title: 'Holds at first sight',
      words:
        'Of 3 maps made for other partners none points at features that this pair’s score hangs on more (rank 1 of 4).',
      corners: null,
    });
    const few = firstLook(facts({ others: others(new Array(18).fill(0.1)) })).words;
    const many = firstLook(facts({ others: others(new Array(19).fill(0.1)) })).words;
    expect(few).not.toContain('p =');
    expect(many).toContain('rank 1 of 20, p = 0.050');
  });

  it('does not make much of a rank that the definition of the map gives', () => {
    const slope = (values: readonly number[]) =>
      firstLook(facts({ others: { ...others(values), slope: true } }));
    expect(slope([0.1, 0.2, 0.3])).toMatchObject({ kind: 'good', title: 'Holds for the features' });
    expect(slope([0.1, 0.2, 0.3]).words).toMatch(
      /^Each value is nearly what this pair’s score loses without a place of this layer, so none of 3 maps made for other partners points better \(rank 1 of 4\)\. Whether the pixels there matter is for the tests\.$/,
    );
    expect(slope([0.1]).words).toContain(
      'so the map made for another partner points no better (rank 1 of 2)',
    );
    expect(slope([0.9, 0.2]).title).toBe('With care');
  });

  it('does not let a map pass that others beat, and calls it no reason where most do', () => {
    expect(firstLook(facts({ others: others([0.9, 0.2, 0.3]) }))).toMatchObject({
      kind: 'mixed',
      title: 'With care',
    });
    const beaten = firstLook(facts({ others: others([0.9, 0.9, 0.3]) }));
    expect(beaten).toMatchObject({ kind: 'bad', title: 'Hardly this pair’s reasons' });
    expect(beaten.words).toMatch(/^Of 3 maps made for other partners 2 point at features/);
  });

  it('names a corner, activity, a blank image and other partners for what they are', () => {
    const corner = { image: 'A', corner: 'upper left corner', shared: 9, of: 12 } as const;
    expect(firstLook(facts({ corners: [corner] }))).toMatchObject({ kind: 'mixed', title: 'With care' });
    expect(firstLook(facts({ corners: [corner] })).words).toContain(
      'But A’s map is largest in the upper left corner, as for 9 of 12 other partners.',
    );
    const active = { called: 'the feature norm', image: 'B', r: 0.6 } as const;
    expect(firstLook(facts({ activity: active })).words).toContain(
      'B’s map follows the feature norm (r = 0.60)',
    );
    const alike = { ...others([0.1]), likeness: 0.8, blank: 0.9 };
    expect(firstLook(facts({ others: alike })).words).toContain(
      'maps for other partners are much alike (|ρ| = 0.80, that for a blank image too)',
    );
    expect(firstLook(facts({ others: { ...others([0.1]), blank: 0.9 } })).words).toContain(
      'the map for a blank image is much alike (|ρ| = 0.90)',
    );
  });

  it('says what corners are that stand out whoever the partner is, and lets no such map pass', () => {
    const corner = { image: 'A', corner: 'upper left corner', shared: 9, of: 12 } as const;
    const found = firstLook(facts({ corners: [corner], allCorners: { shared: 7, of: 12 } }));
    expect(found).toMatchObject({ kind: 'mixed', title: 'With care' });
    expect(found.corners).toMatch(/^Corners stand out, as for 7 of 12 other partners: .*\.$/);
    expect(found.words).not.toContain('corner');
    // Of half the partners or fewer: what makes them strong may be this pair.
    expect(firstLook(facts({ allCorners: { shared: 6, of: 12 } }))).toMatchObject({
      kind: 'good',
      corners: null,
    });
  });

  it('never calls good what looks at one image only, does not move, or was not tried', () => {
    expect(firstLook(facts({ looksAtPartner: false })).kind).toBe('bad');
    expect(firstLook(facts({ others: { ...others([0.1]), likeness: 0.995 } })).kind).toBe('bad');
    expect(firstLook(facts({ identical: true })).kind).toBe('none');
    expect(firstLook(facts({ flat: true })).kind).toBe('none');
    expect(firstLook(facts({ others: 'It takes long.' }))).toMatchObject({
      kind: 'none',
      words: 'It takes long.',
    });
    expect(
      firstLook(
        facts({ others: 'It takes long.', activity: { called: 'mean activation', image: 'A', r: 0.95 } }),
      ),
    ).toMatchObject({ kind: 'mixed', words: 'A’s map follows mean activation (r = 0.95). It takes long.' });
  });

  it('has whole sentences for every method', () => {
    for (const { label } of Object.values(METHODS))
      for (const tried of [
        others([0.1]),
        others([0.9]),
        { ...others([0.1]), slope: true },
        { ...others([0.1]), rank: null },
      ]) {
        const { title, words } = firstLook(facts({ label, others: tried }));
        expect(title).not.toBe('');
        expect(words).toMatch(/^[A-Z].*\.$/);
        expect(words).not.toMatch(/undefined|NaN|null|\.\.|\s\s/);
      }
  });
});

describe('the parts of a first look', () => {
  it('finds corners, and none in a map too small to have any', () => {
    expect(cornerOf(0, 7, 7)).toBe('upper left corner');
    expect(cornerOf(48, 7, 7)).toBe('lower right corner');
    expect(cornerOf(6, 7, 7)).toBe('upper right corner');
    expect(cornerOf(3, 7, 7)).toBeNull();
    expect(cornerOf(8, 7, 7)).toBeNull();
    expect(cornerOf(29, 28, 28)).toBe('upper left corner');
    expect(cornerOf(0, 2, 2)).toBeNull();
    expect(largestOf(Float32Array.of(1, 3, 3, 2))).toBe(1);
    expect(largestOf(Float32Array.of(2, 2))).toBeNull();
    expect(largestOf(Float32Array.of(2, Number.NaN))).toBeNull();
  });

  it('measures how far corners stand out, by hand', () => {
    // 25 cells, four of them 1: mean 0.16, variance 0.16 · 0.84.
    const map = new Float32Array(25);
    for (const cell of [0, 4, 20, 24]) map[cell] = 1;
    expect(cornersOf(map, 5, 5)).toBeCloseTo(0.84 / Math.sqrt(0.16 * 0.84), 12);
    expect(cornersOf(map, 1, 25)).toBeNull();
    expect(cornersOf(new Float32Array(25), 5, 5)).toBeNull();
  });

  it('silences the strongest quarter together, by hand', () => {
    expect(strongestCells(Float32Array.of(1, 4, 3, 4, 0, 0, 0, 0))).toEqual([1, 3]);
    // Two cells of two channels, x their mean; O(x) = x₀ + 10·x₁: without the first cell x is (1, 2).
    const features = Float32Array.of(4, 6, 2, 4);
    const loss = lossWithout(features, Float32Array.of(3, 5), [0], (x) => x[0]! + 10 * x[1]!);
    expect(loss).toBe(53 - 21);
  });
});
