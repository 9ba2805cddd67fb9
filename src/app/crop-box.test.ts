import { expect, it, test } from 'vitest';
import { formatBox, madeId, parseBox, settledBox, wholeId } from './crop-box.ts';

const of = { width: 400, height: 300 };
const box = { x: 10, y: 20, width: 30, height: 40 };

it('travels as four whole numbers', () => {
  expect(parseBox(formatBox(box))).toEqual(box);
  for (const text of [null, '', '1,2,3', '1,2,0,4', '-1,2,3,4', '1.5,2,3,4', '1,2,3,4,5', '1,2,3,1234567'])
    expect(parseBox(text)).toBeNull();
});

it('is another picture of the same file', () => {
  expect(wholeId(madeId('sample:alps', box))).toBe('sample:alps');
  expect(madeId(madeId('sample:alps', box), null)).toBe('sample:alps');
  expect(madeId(madeId('x', box), { ...box, x: 0 })).toBe(madeId('x', { ...box, x: 0 }));
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

test('a picture is another one when its values are stretched, of the same file', () => {
  const levels = { from: 3, to: 4095 };
  const cut = { x: 1, y: 2, width: 3, height: 4 };
  const stretched = madeId('abc', null, levels);
  expect(stretched).not.toBe('abc');
  expect(madeId('abc', cut, levels)).not.toBe(madeId('abc', cut));
  expect(wholeId(madeId('abc', cut, levels))).toBe('abc');
  expect(madeId(madeId('abc', cut, levels), null, levels)).toBe(stretched);
});
