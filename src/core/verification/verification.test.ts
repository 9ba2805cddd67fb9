import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnder, atFalseAccept, equalErrorRate, pointOf, roc } from './verification.ts';

describe('verification, worked by hand', () => {
  const points = roc([0.9, 0.8, 0.6, 0.3], [0.7, 0.5, 0.2, 0.1]);

  it('has a point for every score', () => {
    expect(Array.from(points.falseAccept, (accepted, i) => [accepted, points.trueAccept[i]])).toEqual([
      [0, 0],
      [0, 0.25],
      [0, 0.5],
      [0.25, 0.5],
      [0.25, 0.75],
      [0.5, 0.75],
      [0.5, 1],
      [0.75, 1],
      [1, 1],
    ]);
  });

  it('has its area, equal error rate and thresholds', () => {
    // 13 of the 16 pairs of pairs are in the right order.
    expect(areaUnder(points)).toBeCloseTo(13 / 16, 12);
    expect(equalErrorRate(points)).toEqual({ rate: 0.25, threshold: 0.6 });
    expect(atFalseAccept(points, 0)).toMatchObject({ threshold: 0.8, trueAccept: 0.5 });
    expect(atFalseAccept(points, 0.3)).toMatchObject({ threshold: 0.6, trueAccept: 0.75 });
  });

  it('accepts equal scores together', () => {
    expect(areaUnder(roc([1, 1], [1, 1]))).toBe(0.5);
  });

  it('needs both kinds', () => {
    expect(() => roc([1], [])).toThrow('1 pairs of one class and 0 of two');
  });
});

it('has the area that counting pairs of pairs gives', () => {
  const scores = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(scores, scores, (same, different) => {
      const won = same.flatMap((s) => different.map((d) => (s > d ? 1 : s === d ? 0.5 : 0)));
      const expected = won.reduce<number>((a, b) => a + b, 0) / won.length;
      const points = roc(same, different);
      expect(areaUnder(points)).toBeCloseTo(expected, 9);
      // The most generous threshold of those that hold, found by looking at every one.
      for (const limit of [0, 0.1, 0.5, 1]) {
        const all = Array.from(points.thresholds, (_, i) => pointOf(points, i));
        expect(atFalseAccept(points, limit)).toEqual(all.findLast(({ falseAccept }) => falseAccept <= limit));
      }
      const { rate } = equalErrorRate(points);
      expect(rate).toBeGreaterThanOrEqual(0);
      expect(rate).toBeLessThanOrEqual(1);
    }),
  );
});
