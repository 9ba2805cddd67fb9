import { describe, expect, it } from 'vitest';
import { mapRange } from './map-range.ts';
import { normalize } from './normalize.ts';
import { rectify } from './rectify.ts';

const map = (...values: number[]) => Float32Array.from(values);

describe('mapRange', () => {
  const mixed = [map(-2, 1), map(0, 4)];
  it.each([
    { sign: 'both', diverging: false, low: -2, high: 4 },
    { sign: 'positive', diverging: false, low: 0, high: 4 },
    { sign: 'negative', diverging: false, low: -2, high: 0 },
    { sign: 'both', diverging: true, low: -4, high: 4 },
    { sign: 'positive', diverging: true, low: -4, high: 4 },
    { sign: 'negative', diverging: true, low: -2, high: 2 },
  ] as const)('of two maps, $sign, diverging $diverging', ({ sign, diverging, low, high }) => {
    expect(mapRange(mixed, sign, diverging)).toEqual({ low, high });
  });

  it('has no width for a constant map, or where the shown sign is missing', () => {
    expect(mapRange([map(3, 3)], 'both', false)).toEqual({ low: 3, high: 3 });
    expect(mapRange([map(-1, -2)], 'positive', true)).toEqual({ low: 0, high: 0 });
    expect(mapRange([map(-1, -2)], 'positive', false)).toEqual({ low: 0, high: 0 });
    expect(mapRange([map(0, 0)], 'both', true)).toEqual({ low: 0, high: 0 });
  });

  it('never holds −0, which would be printed', () => {
    for (const sign of ['both', 'positive', 'negative'] as const) {
      for (const diverging of [true, false]) {
        const { low, high } = mapRange([map(-0, 0)], sign, diverging);
        expect([Object.is(low, 0), Object.is(high, 0)]).toEqual([true, true]);
      }
    }
  });

  it('leaves out what is not finite', () => {
    const broken = map(Number.NaN, 1, Number.POSITIVE_INFINITY, -3);
    expect(mapRange([broken], 'both', false)).toEqual({ low: -3, high: 1 });
    expect(mapRange([map(Number.NaN)], 'both', true)).toEqual({ low: 0, high: 0 });
    expect(mapRange([], 'both', true)).toEqual({ low: 0, high: 0 });
  });
});

describe('normalize', () => {
  it('takes the range to [0, 1] and clamps', () => {
    expect([...normalize(map(-2, 0, 2, 4, 9), { low: 0, high: 4 })]).toEqual([0, 0, 0.5, 1, 1]);
  });

  it('is zero for a constant map and for what is not finite', () => {
    expect([...normalize(map(3, 3), { low: 3, high: 3 })]).toEqual([0, 0]);
    expect([...normalize(map(Number.NaN, 1), { low: 0, high: 2 })]).toEqual([0, 0.5]);
  });
});

describe('rectify', () => {
  it('keeps one sign, and the two parts add up to the whole', () => {
    const signed = map(-2, 0, 3);
    expect([...rectify(signed, 'positive')]).toEqual([0, 0, 3]);
    expect([...rectify(signed, 'negative')]).toEqual([-2, 0, 0]);
    const whole = rectify(signed, 'both');
    expect([...whole]).toEqual([-2, 0, 3]);
    expect(whole).not.toBe(signed);
  });
});
