import { expect, test } from 'vitest';
import { cellAt, containRect, frameRatio, pictureIn, pointIn, sceneOf, seenRect } from './geometry.ts';

const wide = { width: 400, height: 200 };

test('a wide picture is centred in a square frame', () => {
  expect(containRect({ width: 100, height: 100 }, wide)).toEqual({ x: 0, y: 25, width: 100, height: 50 });
});

test('stretch sees the whole picture, crop the square in its middle', () => {
  const shown = containRect({ width: 100, height: 100 }, wide);
  expect(seenRect(shown, wide, { fit: 'stretch', size: [224, 224] })).toEqual(shown);
  expect(seenRect(shown, wide, { fit: 'crop', size: [224, 224] })).toEqual({
    x: 25,
    y: 25,
    width: 50,
    height: 50,
  });
  const tall = { fit: 'crop', size: [224, 112] } as const;
  expect(seenRect(shown, wide, tall)).toEqual({ x: 37.5, y: 25, width: 25, height: 50 });
});

test('a letterbox shows the bars that the network saw around the picture', () => {
  const how = { fit: 'letterbox', size: [224, 224] } as const;
  const scene = sceneOf(wide, how);
  expect(scene).toEqual({ x: 0, y: -100, width: 400, height: 400 });
  const shown = pictureIn(containRect({ width: 100, height: 100 }, scene), scene, wide);
  expect(shown).toEqual({ x: 0, y: 25, width: 100, height: 50 });
  expect(seenRect(shown, wide, how)).toEqual({ x: 0, y: 0, width: 100, height: 100 });
});

test('points are relative to what the network saw, and null outside of it', () => {
  const rect = { x: 25, y: 25, width: 50, height: 50 };
  expect(pointIn(rect, 25, 25)).toEqual({ u: 0, v: 0 });
  expect(pointIn(rect, 62.5, 50)).toEqual({ u: 0.75, v: 0.5 });
  expect(pointIn(rect, 75, 50)).toBeNull();
  expect(pointIn(rect, 10, 50)).toBeNull();
});

test('cells are found row by row', () => {
  const map = { width: 3, height: 2 };
  expect(cellAt(map, { u: 0.99, v: 0.99 })).toEqual({ row: 1, column: 2, index: 5 });
  expect(cellAt(map, { u: 0.34, v: 0.1 })).toEqual({ row: 0, column: 1, index: 1 });
  expect(cellAt(map, { u: 1, v: 1 })).toEqual({ row: 1, column: 2, index: 5 });
});

test('frames take the shape both pictures share, and one in between otherwise', () => {
  const tall = { width: 200, height: 400 };
  const how = { fit: 'stretch', size: [224, 224] } as const;
  expect(frameRatio([wide, wide], how)).toBeCloseTo(1.78);
  expect(frameRatio([wide, tall], how)).toBeCloseTo(1);
  expect(frameRatio([null, tall], how)).toBe(0.75);
  expect(frameRatio([null, null], how)).toBeCloseTo(4 / 3);
  expect(frameRatio([wide, tall], { ...how, fit: 'letterbox' })).toBe(1);
});
