import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boxBetween, contains, largest, moved, oppositeCorner, scaled } from './box-edit.ts';

const of = { width: 400, height: 300 };

it('draws a box either way, free or in a shape', () => {
  expect(boxBetween({ x: 100, y: 200 }, { x: 50, y: 100 }, of, null)).toEqual({
    x: 50,
    y: 100,
    width: 50,
    height: 100,
  });
  expect(boxBetween({ x: 10, y: 10 }, { x: 60, y: 20 }, of, 1)).toEqual({
    x: 10,
    y: 10,
    width: 50,
    height: 50,
  });
  // No farther than the image goes, in its shape all the same.
  expect(boxBetween({ x: 380, y: 10 }, { x: 500, y: 200 }, of, 1)).toEqual({
    x: 380,
    y: 10,
    width: 20,
    height: 20,
  });
});

it('moves, scales and fills within the image', () => {
  const box = { x: 10, y: 20, width: 100, height: 50 };
  expect(moved(box, -50, 500, of)).toEqual({ ...box, x: 0, y: 250 });
  expect(scaled(box, 2, of)).toEqual({ x: 0, y: 0, width: 200, height: 100 });
  expect(scaled(box, 100, of)).toEqual({ x: 0, y: 0, width: 400, height: 200 });
  expect(largest(of, 1)).toEqual({ x: 50, y: 0, width: 300, height: 300 });
  expect(largest(of, null)).toEqual({ x: 0, y: 0, ...of });
});

it('takes hold of a corner by the one opposite', () => {
  const box = { x: 10, y: 20, width: 100, height: 50 };
  expect(oppositeCorner(box, { x: 108, y: 72 }, 5)).toEqual({ x: 10, y: 20 });
  expect(oppositeCorner(box, { x: 12, y: 72 }, 5)).toEqual({ x: 110, y: 20 });
  expect(oppositeCorner(box, { x: 60, y: 40 }, 5)).toBeNull();
  expect(contains(box, { x: 60, y: 40 })).toBe(true);
  expect(contains(box, { x: 110, y: 40 })).toBe(false);
});

it('never leaves the image', () => {
  const coordinate = fc.double({ min: -100, max: 600, noNaN: true });
  const point = fc.record({ x: coordinate, y: coordinate });
  fc.assert(
    fc.property(point, point, fc.constantFrom(null, 0.5, 1, 2.5), (from, to, ratio) => {
      const box = boxBetween(from, to, of, ratio);
      expect(box.x).toBeGreaterThanOrEqual(-1e-9);
      expect(box.y).toBeGreaterThanOrEqual(-1e-9);
      expect(box.x + box.width).toBeLessThanOrEqual(of.width + 1e-9);
      expect(box.y + box.height).toBeLessThanOrEqual(of.height + 1e-9);
      if (ratio !== null) expect(box.width).toBeCloseTo(box.height * ratio, 6);
    }),
  );
});
