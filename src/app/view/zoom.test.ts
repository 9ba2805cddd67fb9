import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_SCALE, WHOLE, zoomedBy } from './zoom.ts';

test('doubling about a point halves its distance from the centre', () => {
  // The point stays on screen: (0.75 − 0.5)·1 = (0.75 − 0.625)·2.
  expect(zoomedBy(WHOLE, 2, { u: 0.75, v: 0.5 })).toEqual({ scale: 2, u: 0.625, v: 0.5 });
});

test('a point keeps its place on screen, whatever the factor', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const scale = fc.double({ min: 1.1, max: 4, noNaN: true });
  fc.assert(
    fc.property(share, share, scale, scale, (center, about, from, factor) => {
      const before = { scale: from, u: center, v: 0.5 };
      const after = zoomedBy(before, factor, { u: about, v: 0.5 });
      expect((about - after.u) * after.scale).toBeCloseTo((about - center) * from, 9);
    }),
  );
});

test('never smaller than whole, where the centre no longer matters, and never beyond the largest', () => {
  expect(zoomedBy({ scale: 2, u: 0.9, v: 0.1 }, 0.1)).toBe(WHOLE);
  expect(zoomedBy({ scale: 1.5, u: 0.9, v: 0.1 }, 1 / 1.5)).toBe(WHOLE);
  expect(zoomedBy(WHOLE, 1000).scale).toBe(MAX_SCALE);
});
