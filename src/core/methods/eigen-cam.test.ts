import { describe, expect, it } from 'vitest';
import { arraySide } from '../../testing/array-side.ts';
import { type Features, randomFeatures } from '../../testing/features.ts';
import { mapContext } from '../../testing/map-context.ts';
import { relativeError } from '../../testing/relative-error.ts';
import { eigenCam } from './eigen-cam.ts';
import { principalDirection } from './principal-direction.ts';

const mapOf = async ({ data, shape }: Features) => {
  const side = arraySide(data, shape);
  return (await eigenCam.map(side, mapContext(side.vectors))).map;
};

describe('Eigen-CAM', () => {
  it('is the projection on the direction of largest variance', async () => {
    // Three positions on the line (0, 1) + t·(3, 4)/5 with t = 0, 5, 10: mean at t = 5.
    const data = Float32Array.from([0, 1, 3, 5, 6, 9]);
    const map = await mapOf({ data, shape: [1, 3, 2] });
    expect(Array.from(map, (value) => Math.round(value * 1e5) / 1e5)).toEqual([-5, 0, 5]);
  });

  it('is the same from either Gram matrix', async () => {
    // 12 positions × 4 channels goes by channels; 16 channels that are zero make it go by positions.
    const narrow = randomFeatures(8, [3, 4, 4]);
    const wide = new Float32Array(12 * 20);
    narrow.data.forEach((value, i) => {
      wide[Math.floor(i / 4) * 20 + (i % 4)] = value;
    });
    expect((await arraySide(narrow.data, narrow.shape).gram()).over).toBe('channels');
    expect((await arraySide(wide, [3, 4, 20]).gram()).over).toBe('positions');
    expect(relativeError(await mapOf({ data: wide, shape: [3, 4, 20] }), await mapOf(narrow))).toBeLessThan(
      1e-5,
    );
  });

  it('has the sign of the mean activation', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const features = randomFeatures(seed, [3, 3, 5]);
      const side = arraySide(features.data, features.shape);
      const activation = await side.weighted(new Float32Array(5).fill(0.2));
      const map = await mapOf(features);
      expect(map.reduce((sum, value, p) => sum + value * activation[p]!, 0)).toBeGreaterThan(0);
      // It is centred, like the features.
      expect(map.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 4);
    }
  });

  it('is zero, not amplified rounding, where nothing varies', async () => {
    const constant = Float32Array.from({ length: 6 * 3 }, (_, i) => [0.1, 0.7, 1 / 3][i % 3]!);
    expect([...(await mapOf({ data: constant, shape: [2, 3, 3] }))]).toEqual([0, 0, 0, 0, 0, 0]);
    expect([...(await mapOf({ data: new Float32Array(12), shape: [2, 2, 3] }))]).toEqual([0, 0, 0, 0]);
    // One ulp on one value is still nothing.
    constant[4] = constant[4]! + 6e-8;
    expect([...(await mapOf({ data: constant, shape: [2, 3, 3] }))]).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('principalDirection', () => {
  it('finds the leading eigenvector', () => {
    // [[2, 1], [1, 2]] has eigenvalues 3 along (1, 1) and 1 along (1, −1).
    const { vector, value } = principalDirection(Float64Array.from([2, 1, 1, 2]), 2);
    expect(value).toBeCloseTo(3, 12);
    expect(Math.abs(vector[0]!)).toBeCloseTo(Math.SQRT1_2, 10);
    expect(vector[0]).toBeCloseTo(vector[1]!, 10);
  });

  it('finds an eigenvector also when two share the largest eigenvalue', () => {
    const { vector, value } = principalDirection(Float64Array.from([5, 0, 0, 0, 5, 0, 0, 0, 1]), 3);
    expect(value).toBeCloseTo(5, 12);
    expect(Math.hypot(vector[0]!, vector[1]!)).toBeCloseTo(1, 10);
    expect(vector[2]).toBeCloseTo(0, 8);
  });

  it('gives zeros for a zero matrix', () => {
    expect(principalDirection(new Float64Array(4), 2)).toEqual({ vector: new Float64Array(2), value: 0 });
  });
});
