import fc from 'fast-check';
import { expect, it } from 'vitest';
import { localisation } from './localisation.ts';

it('worked by hand', () => {
  const inside = Uint8Array.of(1, 0, 0, 1);
  expect(localisation([4, 1, -5, 3], inside)).toEqual({ pointing: 1, energy: 7 / 8, area: 0.5 });
  expect(localisation([1, 4, -5, 3], inside)).toEqual({ pointing: 0, energy: 0.5, area: 0.5 });
  expect(localisation([2, 2, 2, 0], inside)).toEqual({ pointing: 1 / 3, energy: 1 / 3, area: 0.5 });
  expect(localisation([-2, -1, -3, -1], inside)).toEqual({ pointing: 0.5, energy: null, area: 0.5 });
  expect(() => localisation([1, 2], Uint8Array.of(0, 0))).toThrow(RangeError);
  expect(() => localisation([1], inside)).toThrow(RangeError);
});

it('is what chance gives for a flat map, and whole where all is inside', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 2 }), (marks) => {
      const inside = Uint8Array.from(marks, Number);
      if (!marks.includes(true)) return;
      const { pointing, energy, area } = localisation(new Float32Array(marks.length).fill(3), inside);
      expect(pointing).toBeCloseTo(area, 12);
      expect(energy).toBeCloseTo(area, 12);
    }),
  );
  expect(localisation([3, -1, 2], Uint8Array.of(1, 1, 1))).toEqual({ pointing: 1, energy: 1, area: 1 });
});
