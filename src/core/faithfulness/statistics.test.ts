import { describe, expect, it } from 'vitest';
import { averageDrop, averageShareLost } from './average-drop.ts';
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

describe('averageShareLost', () => {
  it('divides what an image loses by what it had', () => {
    // Shares lost: ⅓, 0 (a rise), ½.
    const samples = [
      { whole: 0.9, masked: 0.6 },
      { whole: 0.2, masked: 0.5 },
      { whole: 0.5, masked: 0.25 },
    ];
    const { drop, increase } = averageShareLost(samples);
    expect(drop).toBeCloseTo(5 / 18, 15);
    expect(increase).toBeCloseTo(1 / 3, 15);
  });

  it('has no share of what is not above zero', () => {
    expect(() => averageShareLost([{ whole: 0, masked: -1 }])).toThrow(RangeError);
    expect(() => averageShareLost([])).toThrow(RangeError);
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
