import { describe, expect, it } from 'vitest';
import { pearson, spearman } from './correlation.ts';

describe('pearson', () => {
  it('works out by hand', () => {
    // Deviations (−1, 0, 1) and (−1, 1, 0): 1 / (√2 √2).
    expect(pearson([1, 2, 3], [1, 3, 2])).toBeCloseTo(0.5, 15);
    expect(pearson([1, 2, 3], [10, 20, 30])).toBe(1);
    expect(pearson([1, 2, 3], [3, 2, 1])).toBe(-1);
  });

  it('is null where it is undefined', () => {
    expect(pearson([1, 2], [5, 5])).toBeNull();
    // The mean of 0.1 three times is not 0.1 in floating point.
    expect(pearson([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
    expect(pearson([], [])).toBeNull();
    expect(pearson([1, Number.NaN, 3], [1, 2, 3])).toBeNull();
    expect(pearson([1, 2, 3], [1, Number.POSITIVE_INFINITY, 3])).toBeNull();
  });

  it('does not drown in a large offset, nor vanish for small values', () => {
    expect(pearson([1e8 + 1, 1e8 + 2, 1e8 + 3], [1, 3, 2])).toBeCloseTo(0.5, 8);
    expect(pearson([1e-200, 2e-200, 3e-200], [1e200, 3e200, 2e200])).toBeCloseTo(0.5, 8);
  });

  it('refuses lists that do not match', () => {
    expect(() => pearson([1, 2], [1, 2, 3])).toThrow(RangeError);
  });
});

describe('spearman', () => {
  it('sees order only', () => {
    expect(spearman([1, 2, 3, 4], [1, 10, 100, 1000])).toBe(1);
    // Ranks 1 2 3 4 5 against 2 1 4 3 5: 1 − 6·4/(5·24) = 0.8.
    expect(spearman([1, 2, 3, 4, 5], [20, 10, 40, 30, 50])).toBeCloseTo(0.8, 15);
  });

  it('gives equal values their average rank', () => {
    // Ranks (1, 2.5, 2.5, 4) against (1, 2, 3, 4): 4.5 / √(4.5 · 5).
    expect(spearman([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(22.5), 15);
  });

  it('is null where it is undefined', () => {
    expect(spearman([1, 1], [1, 2])).toBeNull();
    expect(spearman([1, Number.NaN, 2], [1, 2, 3])).toBeNull();
  });
});
