import { expect, it } from 'vitest';
import { boxedId, formatBox, parseBox, settledBox, wholeId } from './crop-box.ts';

const of = { width: 400, height: 300 };
const box = { x: 10, y: 20, width: 30, height: 40 };

it('travels as four whole numbers', () => {
  expect(parseBox(formatBox(box))).toEqual(box);
  for (const text of [null, '', '1,2,3', '1,2,0,4', '-1,2,3,4', '1.5,2,3,4', '1,2,3,4,5', '1,2,3,1234567'])
    expect(parseBox(text)).toBeNull();
});

it('is another picture of the same file', () => {
  expect(wholeId(boxedId('sample:alps', box))).toBe('sample:alps');
  expect(boxedId(boxedId('sample:alps', box), null)).toBe('sample:alps');
  expect(boxedId(boxedId('x', box), { ...box, x: 0 })).toBe(boxedId('x', { ...box, x: 0 }));
});

it('settles on whole pixels of the image, and is none where it is all of it', () => {
  expect(settledBox({ x: 1.4, y: 1.6, width: 10, height: 10 }, of)).toEqual({
    x: 1,
    y: 2,
    width: 10,
    height: 10,
  });
  expect(settledBox({ x: 390, y: -5, width: 50, height: 10 }, of)).toEqual({
    x: 390,
    y: 0,
    width: 10,
    height: 5,
  });
  expect(settledBox({ x: 9999, y: 9999, width: 1, height: 1 }, of)).toEqual({
    x: 399,
    y: 299,
    width: 1,
    height: 1,
  });
  expect(settledBox({ x: 0, y: 0, ...of }, of)).toBeNull();
});
