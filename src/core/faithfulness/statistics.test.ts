import { describe, expect, it } from 'vitest';
import { random } from '../random.ts';
import { averageDrop } from './average-drop.ts';
import { bootstrap } from './bootstrap.ts';
import { sanity } from './sanity.ts';
import { winRate } from './win-rate.ts';

describe('averageDrop', () => {
  it('counts falls as falls and rises as rises', () => {
    // Falls 0.3, 0 (a rise), 0: mean 0.1; one of three rises.
    const samples = [
      { whole: 0.9, masked: 0.6 },
      { whole: 0.2, masked: 0.5 },
      { whole: -0.1, masked: -0.1 },
    ];
    const { drop, increase } = averageDrop(samples);
    expect(drop).toBeCloseTo(0.1, 15);
    expect(increase).toBeCloseTo(1 / 3, 15);
  });

  it('is absolute, so that it holds at and below zero', () => {
    expect(averageDrop([{ whole: 0, masked: -0.4 }]).drop).toBeCloseTo(0.4, 15);
    expect(averageDrop([{ whole: -2, masked: -3 }])).toEqual({ drop: 1, increase: 0 });
    expect(() => averageDrop([])).toThrow(RangeError);
  });
});

describe('bootstrap', () => {
  it('repeats itself for the same seed', () => {
    const values = [0.1, 0.4, 0.2, 0.9];
    expect(bootstrap(values, 1, 500)).toEqual(bootstrap(values, 1, 500));
    expect(bootstrap(values, 2, 500)).not.toEqual(bootstrap(values, 1, 500));
  });

  it('is a point for equal values, whatever is drawn', () => {
    expect(bootstrap([2, 2, 2], 1)).toEqual({ mean: 2, low: 2, high: 2 });
    expect(bootstrap([5], 1)).toEqual({ mean: 5, low: 5, high: 5 });
  });

  it('comes near the normal interval for many values', () => {
    const stream = random(3);
    const values = Array.from({ length: 400 }, () => stream.normal());
    const { mean, low, high } = bootstrap(values, 5, 4000);
    // ±1.96 / √400
    expect(high - mean).toBeCloseTo(0.098, 1);
    expect(mean - low).toBeGreaterThan(0.08);
    expect(mean - low).toBeLessThan(0.116);
  });

  it('covers the true mean about 95 times in 100', () => {
    const stream = random(6);
    let covered = 0;
    for (let trial = 0; trial < 200; trial++) {
      const { low, high } = bootstrap(
        Array.from({ length: 50 }, () => stream.normal()),
        trial,
        400,
      );
      if (low <= 0 && high >= 0) covered += 1;
    }
    // 190 expected, a little less for 50 values; ±5 σ of a binomial is 15.
    expect(covered).toBeGreaterThan(172);
    expect(covered).toBeLessThan(200);
  });

  it('needs a value', () => {
    expect(() => bootstrap([], 1)).toThrow(RangeError);
  });
});

describe('winRate', () => {
  it('counts wins, and ties by half', () => {
    expect(winRate([3, 2, 1, 0], [1, 2, 3, -1])).toBe(2.5 / 4);
    expect(() => winRate([1], [1, 2])).toThrow(RangeError);
    expect(() => winRate([], [])).toThrow(RangeError);
  });
});

describe('sanity', () => {
  const map = Float32Array.of(1, -2, 3, 4, -5);

  it('sees a map that does not move', () => {
    expect(
      sanity(
        map,
        map.map((value) => value * 3),
      ),
    ).toEqual({ rank: 1, magnitudeRank: 1, moved: false });
  });

  it('takes a change of sign alone for no movement', () => {
    const { rank, magnitudeRank, moved } = sanity(
      map,
      map.map((value) => -value),
    );
    expect([rank, magnitudeRank, moved]).toEqual([-1, 1, false]);
  });

  it('sees a map that moves', () => {
    const { rank, moved } = sanity(map, Float32Array.of(3, 1, -4, 2, 0));
    expect(Math.abs(rank!)).toBeLessThan(0.5);
    expect(moved).toBe(true);
  });

  it('counts a collapse as movement, and a map that was always flat as none', () => {
    expect(sanity(map, new Float32Array(5))).toEqual({ rank: null, magnitudeRank: null, moved: true });
    expect(sanity(new Float32Array(5), new Float32Array(5)).moved).toBe(false);
  });
});
