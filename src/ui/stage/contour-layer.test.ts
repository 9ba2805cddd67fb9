import { expect, test } from 'vitest';
import { contoursOf } from './contour-layer.ts';

/** A plane that rises from left to right: its value at x, 0–1, is x but for the half cell at either edge. */
const plane = { data: Float32Array.from({ length: 64 }, (_, i) => (i % 8) + 0.5), height: 8, width: 8 };

test('a line joins the places of one value, and has the colour that the scale gives it', () => {
  const found = contoursOf(plane, { low: 0, high: 8 });
  expect(found.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  for (const { value, entry, lines } of found) {
    expect(entry).toBe(Math.round((255 * value) / 8));
    expect(lines).toHaveLength(1);
    for (const [x] of lines[0]!) expect(x).toBeCloseTo(value / 8, 5);
    // From the upper edge to the lower one, and not along them.
    const rows = lines[0]!.map(([, y]) => y);
    expect(Math.min(...rows)).toBeCloseTo(0.5 / 112, 9);
    expect(Math.max(...rows)).toBeCloseTo(1 - 0.5 / 112, 9);
  }
});

test('on a scale about zero the middle line is zero', () => {
  const signed = { ...plane, data: plane.data.map((value) => value - 4) };
  const found = contoursOf(signed, { low: -4, high: 4 });
  expect(found[3]!.value).toBe(0);
  expect(found[3]!.lines[0]!.every(([x]) => Math.abs(x - 0.5) < 1e-5)).toBe(true);
});

test('a peak has closed lines; a flat map has none', () => {
  const data = new Float32Array(64).fill(0);
  data[27] = 1;
  const [first] = contoursOf({ data, height: 8, width: 8 }, { low: 0, high: 1 });
  const line = first!.lines[0]!;
  expect(line[0]).toEqual(line.at(-1));
  expect(
    contoursOf({ data: new Float32Array(64).fill(3), height: 8, width: 8 }, { low: 3, high: 3 }),
  ).toEqual([]);
});
