import { describe, expect, it } from 'vitest';
import { boxInInput, insideBox, insideMask, nameKey, readBoxes, within } from './regions.ts';

describe('readBoxes', () => {
  it('reads a CSV with headings, quotes and names with spaces', () => {
    const { boxes, problems } = readBoxes(
      'image,x,y,width,height\r\n"my birds/Red robin.JPG",60.0,27,325,304\n\nwren.png;1;2;3;4',
    );
    expect(boxes.get(nameKey('elsewhere/red robin.jpg'))).toEqual({ x: 60, y: 27, width: 325, height: 304 });
    expect(boxes.get('wren')).toEqual({ x: 1, y: 2, width: 3, height: 4 });
    expect(problems).toEqual([]);
  });

  it('reads CUB’s two files, one after the other', () => {
    const { boxes } = readBoxes(
      '1 001.Albatross/Black_1.jpg\n2 001.Albatross/Black_2.jpg\n1 60.0 27.0 325.0 304.0\n2 9 8 7 6\n',
    );
    expect([...boxes.keys()]).toEqual(['black_1', 'black_2']);
  });

  it('names the lines that are none', () => {
    const { boxes, problems } = readBoxes('a.png,1,2,3,4\nb.png,1,2,0,4\nc.png,1,2\n');
    expect(boxes.size).toBe(1);
    expect(problems).toEqual([
      'Line 2 is no name with x, y, width and height.',
      'Line 3 is no name with x, y, width and height.',
    ]);
  });
});

it('carries a box to the input, as the picture is fitted', () => {
  const of = { width: 400, height: 200 };
  const box = { x: 100, y: 50, width: 200, height: 100 };
  expect(boxInInput(box, of, [100, 100], 'stretch')).toEqual({ x: 25, y: 25, width: 50, height: 50 });
  // The middle 200×200, from x = 100 on.
  expect(boxInInput(box, of, [100, 100], 'crop')).toEqual({ x: 0, y: 25, width: 100, height: 50 });
  // 100×50 between bars of 25.
  expect(boxInInput(box, of, [100, 100], 'letterbox')).toEqual({ x: 25, y: 37, width: 50, height: 25 });
  expect(boxInInput({ x: 0, y: 0, width: 90, height: 90 }, of, [100, 100], 'crop')).toBeNull();
});

it('is as large as the box says, and light where a mask is', () => {
  const box = within({ x: 1.4, y: 0, width: 1.2, height: 9 }, [2, 4])!;
  expect([...insideBox(box, [2, 4])]).toEqual([0, 1, 1, 0, 0, 1, 1, 0]);
  expect([...insideMask(Uint8Array.of(255, 255, 255, 0, 0, 0, 128, 128, 128, 127, 128, 128))!]).toEqual([
    1, 0, 1, 0,
  ]);
  expect(insideMask(new Uint8Array(6))).toBeNull();
});
