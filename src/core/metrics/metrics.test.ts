import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MADE_UP_METRIC } from '../../testing/made-up.ts';
import { distance } from './distance.ts';
import { METRICS } from './index.ts';
import type { Metric } from './metric.ts';
import { rangeWords } from './range-words.ts';

/** Two vectors of the same length, away from the places where a score has no derivative. */
const pairs = fc
  .integer({ min: 2, max: 12 })
  .chain((length) => {
    const vector = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
      minLength: length,
      maxLength: length,
    });
    return fc.tuple(vector, vector);
  })
  .filter(([x, y]) => Math.hypot(...x) > 0.1 && Math.hypot(...y) > 0.1 && distance(x, y) > 0.1);

const sum = (values: Iterable<number>) => Array.from(values).reduce((a, b) => a + b, 0);
const inner = (x: ArrayLike<number>, y: ArrayLike<number>) => sum(Array.from(x, (value, k) => value * y[k]!));

/** Every metric that there is, and one that could be. */
const ALL = [...Object.values<Metric>(METRICS), MADE_UP_METRIC];

describe.each(ALL)('$id', (metric) => {
  it('has the gradient that finite differences give', () => {
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        const step = 1e-5;
        metric.gradient(x, y).forEach((slope, k) => {
          const moved = (by: number) => metric.similarity(x.with(k, x[k]! + by), y);
          expect((moved(step) - moved(-step)) / (2 * step)).toBeCloseTo(slope, 5);
        });
      }),
    );
  });

  it('is the same from the products of the vectors', () => {
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        const products = metric.ofProducts(inner(x, y), inner(x, x), inner(y, y));
        expect(products).toBeCloseTo(metric.similarity(x, y), 6);
      }),
    );
  });

  it('has a held cotangent whose product with x is the total', () => {
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        expect(inner(x, metric.heldCotangent(x, y))).toBeCloseTo(metric.total(x, y), 9);
      }),
    );
  });

  it('is symmetric, and largest for identical vectors', () => {
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        expect(metric.similarity(x, y)).toBeCloseTo(metric.similarity(y, x), 12);
        expect(metric.similarity(x, y)).toBeLessThanOrEqual(metric.similarity(x, x) + 1e-12);
      }),
    );
  });

  it('has a gradient of exactly zero for identical vectors: no noise to paint', () => {
    fc.assert(
      fc.property(pairs, ([x]) => {
        expect(metric.gradient(x, x).every((value) => value === 0)).toBe(true);
        // The same pixels through another batch: the last bit of a float32 may differ.
        const again = x.map((value, k) => value * (1 + (k % 2 === 0 ? 2 : -1) * 2 ** -23));
        expect(metric.gradient(again, x).every((value) => value === 0)).toBe(true);
      }),
    );
  });

  it('keeps within its range, and says whether lengths matter', () => {
    const { low, high } = metric.range;
    let changed = false;
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        const score = metric.similarity(x, y);
        // An end of the range may be met but for the last digits of the quotient.
        expect(score).toBeGreaterThanOrEqual(low - 1e-12);
        expect(score).toBeLessThanOrEqual(high + 1e-12);
        const longer = metric.similarity(
          x.map((value) => 2 * value),
          y,
        );
        changed ||= Math.abs(longer - score) > 1e-9;
      }),
    );
    expect(changed).toBe(!metric.scaleInvariant);
  });

  it('says whether its total is the similarity itself', () => {
    let differ = false;
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        differ ||= Math.abs(metric.total(x, y) - metric.similarity(x, y)) > 1e-9;
      }),
    );
    expect(differ).toBe(!metric.totalIsScore);
  });

  it('says whether the two images have one total', () => {
    let differ = false;
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        differ ||= Math.abs(metric.total(x, y) - metric.total(y, x)) > 1e-9;
      }),
    );
    expect(differ).toBe(!metric.totalSymmetric);
  });

  it('accounts for what sets two vectors apart in both images together', () => {
    fc.assert(
      fc.property(pairs, ([x, y]) => {
        const ofX = metric.apart(x, y);
        const ofY = metric.apart(y, x);
        const total = sum(ofX.parts);
        expect(sum(ofY.parts)).toBeCloseTo(total, 9);
        expect(ofX.parts.every((part) => part >= 0)).toBe(true);
        ofX.excess.forEach((value, k) => {
          expect(value + ofY.excess[k]!).toBeCloseTo(0, 12);
        });
        expect(inner(x, ofX.pull) + inner(y, ofY.pull)).toBeCloseTo(-total, 8);
        expect(metric.apart(x, x).parts.every((part) => part === 0)).toBe(true);
      }),
    );
  });

  it('has words and formulas for all of it', () => {
    expect(metric.describe(metric.similarity([3, 4], [4, 3]))).toMatch(/\.$/);
    expect(Object.values(metric.formulas).every((text) => text.length > 0)).toBe(true);
    expect(metric.axis).not.toBe('');
  });

  it('refuses vectors of different lengths', () => {
    expect(() => metric.similarity([1, 2], [1, 2, 3])).toThrow(RangeError);
  });
});

// x = (3, 4), y = (4, 3): x·y = 24, |x| = |y| = 5, |x − y| = √2.
const x = [3, 4];
const y = [4, 3];

describe('cosine', () => {
  const { cosine } = METRICS;
  it('works out by hand', () => {
    expect(cosine.similarity(x, y)).toBeCloseTo(24 / 25, 15);
    expect([...cosine.terms(x, y)]).toEqual([12 / 25, 12 / 25]);
    // y/25 − 0.96 x/25 = (4 − 2.88, 3 − 3.84)/25
    expect(cosine.gradient(x, y)[0]).toBeCloseTo(1.12 / 25, 15);
    expect(cosine.gradient(x, y)[1]).toBeCloseTo(-0.84 / 25, 15);
    expect([...cosine.heldCotangent(x, y)]).toEqual([4 / 25, 3 / 25]);
  });

  it('has terms that sum to it, and a gradient at right angles to x', () => {
    fc.assert(
      fc.property(pairs, ([u, v]) => {
        expect(sum(cosine.terms(u, v))).toBeCloseTo(cosine.similarity(u, v), 12);
        expect(inner(u, cosine.gradient(u, v))).toBeCloseTo(0, 12);
      }),
    );
  });

  it('never exceeds 1, and is undefined for a zero vector, whose vectors are zero', () => {
    expect(cosine.similarity([0.1, 0.2, 0.3], [0.3, 0.6, 0.9])).toBeLessThanOrEqual(1);
    expect(cosine.similarity([0, 0], y)).toBeNaN();
    expect([...cosine.terms([0, 0], y)]).toEqual([0, 0]);
    expect([...cosine.gradient([0, 0], y)]).toEqual([0, 0]);
    expect([...cosine.heldCotangent([0, 0], y)]).toEqual([0, 0]);
  });
});

describe('euclidean', () => {
  const { euclidean } = METRICS;
  it('works out by hand', () => {
    expect(euclidean.similarity(x, y)).toBeCloseTo(-Math.SQRT2, 15);
    expect([...euclidean.terms(x, y)]).toEqual([-1, -1]);
    expect(euclidean.gradient(x, y)[0]).toBeCloseTo(Math.SQRT1_2, 15);
    expect(euclidean.gradient(x, y)[1]).toBeCloseTo(-Math.SQRT1_2, 15);
    expect([...euclidean.heldCotangent(x, y)]).toEqual([5, 2]);
    // |y|² − |x − y|² = 25 − 2
    expect(euclidean.total(x, y)).toBeCloseTo(23, 13);
  });

  it('has terms that sum to minus the squared distance', () => {
    fc.assert(
      fc.property(pairs, ([u, v]) => {
        expect(sum(euclidean.terms(u, v))).toBeCloseTo(-(distance(u, v) ** 2), 9);
      }),
    );
  });

  it('is 0, not −0, for identical vectors', () => {
    expect(Object.is(euclidean.similarity(x, x), 0)).toBe(true);
  });
});

it('measures close vectors without cancellation', () => {
  // |x|² − 2x·y + |y|² would give 0 here: 1e8² swallows 1e-4².
  expect(distance([1e8], [1e8 + 1e-4])).toBeCloseTo(1e-4, 7);
});

it('says in words where a score can lie', () => {
  expect(rangeWords(METRICS.cosine.range)).toBe('of −1 to 1');
  expect(rangeWords(METRICS.euclidean.range)).toBe('at most 0');
  expect(rangeWords({ low: 0, high: Number.POSITIVE_INFINITY })).toBe('at least 0');
});
