import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Zoom } from '../../app/state.ts';
import { WHOLE, zoomedBy } from '../../app/view/zoom.ts';
import { containRect, pointIn, seenRect } from './geometry.ts';
import { pannedBy, revealing, settledZoom, zoomedRect } from './zoom-geometry.ts';

const STRETCH = { fit: 'stretch', size: [224, 224] } as const;
const CROP = { fit: 'crop', size: [224, 224] } as const;
const frame = { width: 100, height: 100 };
const square = { width: 10, height: 10 };
const wide = { width: 400, height: 200 };
/** Where the square picture's corner lies, to a millionth of a pixel. */
const corner = (zoom: Zoom) => {
  const { x, y } = zoomedRect(frame, square, STRETCH, zoom);
  return [x, y].map((value) => Math.round(value * 1e6) / 1e6 + 0);
};

test('unzoomed, a picture lies as it fits', () => {
  expect(zoomedRect(frame, wide, CROP, WHOLE)).toEqual(containRect(frame, wide));
});

test('twice the size about the centre, and about a corner only as far as the picture goes', () => {
  expect(zoomedRect(frame, square, STRETCH, { scale: 2, u: 0.5, v: 0.5 })).toEqual({
    x: -50,
    y: -50,
    width: 200,
    height: 200,
  });
  // (0, 1) in the middle would leave a quarter of the frame empty on two sides.
  expect(zoomedRect(frame, square, STRETCH, { scale: 2, u: 0, v: 1 })).toMatchObject({ x: 0, y: -100 });
});

test('an axis along which the picture still fits stays centred', () => {
  // 400×200 in 100×100 is 100×50; at 1.5 it is 150×75, still less than the frame is high.
  const zoom = { scale: 1.5, u: 1, v: 1 };
  expect(zoomedRect(frame, wide, STRETCH, zoom)).toEqual({ x: -50, y: 12.5, width: 150, height: 75 });
  const settled = settledZoom(frame, wide, STRETCH, zoom);
  expect(settled.u).toBeCloseTo(1 - 50 / 150, 12);
  expect(settled.v).toBe(1);
});

test('under a crop the centre is a point of what the network saw', () => {
  // The seen square is the middle 50 of 100 pixels; at 4 it is 200 wide and its left edge is asked for.
  const zoom = { scale: 4, u: 0, v: 0.5 };
  const seen = seenRect(zoomedRect(frame, wide, CROP, zoom), wide, CROP);
  expect(seen).toEqual({ x: 50, y: -50, width: 200, height: 200 });
});

test('dragging moves the picture by as many pixels, and stops at its edge', () => {
  const zoom = { scale: 2, u: 0.5, v: 0.5 };
  const moved = pannedBy(frame, square, STRETCH, zoom, { dx: 20, dy: -10 });
  expect(corner(moved)).toEqual([-30, -60]);
  const far = pannedBy(frame, square, STRETCH, zoom, { dx: 900, dy: 900 });
  expect(corner(far)).toEqual([0, 0]);
  // And back at once: what did not fit was not remembered.
  const back = pannedBy(frame, square, STRETCH, far, { dx: -20, dy: 0 });
  expect(corner(back)).toEqual([-20, 0]);
});

test('a point is brought into the frame, and one that is there moves nothing', () => {
  const zoom = { scale: 4, u: 0.2, v: 0.2 };
  expect(revealing(frame, square, STRETCH, zoom, { u: 0.2, v: 0.2 }, 10)).toBe(zoom);
  const moved = revealing(frame, square, STRETCH, zoom, { u: 0.75, v: 0.2 }, 10);
  // 0.75·400 lies at 300 from the picture's left edge and comes to 90 of the frame.
  expect(corner(moved)).toEqual([-210, -30]);
});

const size = fc.record({
  width: fc.integer({ min: 5, max: 3000 }),
  height: fc.integer({ min: 5, max: 3000 }),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });
const zoom = fc.record({ scale: fc.double({ min: 1, max: 16, noNaN: true }), u: share, v: share });
const fit = fc.record({
  fit: fc.constantFrom('stretch' as const, 'crop' as const),
  size: fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 999 })),
});

test('no frame ever shows emptiness that the picture could fill, and the shape is kept', () => {
  fc.assert(
    fc.property(size, size, fit, zoom, (box, picture, how, view) => {
      const { x, y, width, height } = zoomedRect(box, picture, how, view);
      expect(width / height).toBeCloseTo(picture.width / picture.height, 6);
      const gapX = Math.max(0, x) + Math.max(0, box.width - x - width);
      const gapY = Math.max(0, y) + Math.max(0, box.height - y - height);
      expect(gapX).toBeLessThan(Math.max(0, box.width - width) + 1e-6);
      expect(gapY).toBeLessThan(Math.max(0, box.height - height) + 1e-6);
    }),
  );
});

test('settling changes nothing on screen', () => {
  fc.assert(
    fc.property(size, size, fit, zoom, (box, picture, how, view) => {
      const asked = zoomedRect(box, picture, how, view);
      const settled = zoomedRect(box, picture, how, settledZoom(box, picture, how, view));
      expect(settled.x).toBeCloseTo(asked.x, 5);
      expect(settled.y).toBeCloseTo(asked.y, 5);
    }),
  );
});

test('the point under the pointer is the same before and after zooming in about it', () => {
  fc.assert(
    fc.property(size, share, share, fc.double({ min: 1.1, max: 3, noNaN: true }), (box, x, y, factor) => {
      // A picture of the frame's shape: no letterbox, so nothing gives way while zooming in.
      const before = settledZoom(box, box, STRETCH, { scale: 1.5, u: 0.4, v: 0.6 });
      const at = { x: x * box.width * 0.999, y: y * box.height * 0.999 };
      const under = (view: typeof before) => pointIn(zoomedRect(box, box, STRETCH, view), at.x, at.y)!;
      const point = under(before);
      const after = under(zoomedBy(before, factor, point));
      expect(after.u).toBeCloseTo(point.u, 9);
      expect(after.v).toBeCloseTo(point.v, 9);
    }),
  );
});
