import { describe, expect, it } from 'vitest';
import { arithmetic } from '../../app/background/arithmetic.ts';
import { pixelOrder } from '../../core/faithfulness/pixel-order.ts';
import { editedShare, layerOfMap, paintBox, paintStroke } from './edit-layer.ts';
import { EditedPicture } from './edited-picture.ts';
import { FILL_IDS, FILLS } from './fill.ts';

const rows = (layer: Uint8Array, size: number) =>
  Array.from({ length: size }, (_, y) => layer.slice(y * size, (y + 1) * size).join(''));

describe('painting', () => {
  it('takes the pixels whose centres lie within the brush, clipped to the picture', () => {
    const layer = new Uint8Array(25);
    paintStroke(layer, [5, 5], { x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 }, 1, 'blur');
    expect(rows(layer, 5)).toEqual(['11000', '10000', '00000', '00000', '00000']);
    paintStroke(layer, [5, 5], { x: 0.5, y: 3.5 }, { x: 9, y: 3.5 }, 0.4, 'black');
    expect(rows(layer, 5)).toEqual(['11000', '10000', '00000', '33333', '00000']);
  });

  it('takes whole boxes, clipped, and nothing outside', () => {
    const layer = new Uint8Array(16);
    paintBox(layer, [4, 4], { left: 1, top: -3, right: 99, bottom: 2 }, 'mean');
    expect(rows(layer, 4)).toEqual(['0222', '0222', '0000', '0000']);
    paintBox(layer, [4, 4], { left: 9, top: 9, right: 12, bottom: 12 }, 'black');
    paintBox(layer, [4, 4], { left: -5, top: 0, right: -1, bottom: 4 }, 'black');
    expect(rows(layer, 4)).toEqual(['0222', '0222', '0000', '0000']);
    expect(editedShare(layer)).toBe(6 / 16);
  });

  it('keeps to the rows of a picture that is not square', () => {
    const layer = new Uint8Array(2 * 5);
    paintBox(layer, [2, 5], { left: 3, top: 1, right: 9, bottom: 9 }, 'mean');
    paintStroke(layer, [2, 5], { x: 4.5, y: 0.5 }, { x: 4.5, y: 0.5 }, 0.4, 'blur');
    expect([...layer].join('')).toBe('00001' + '00022');
  });

  it('erases the top of a map, or keeps it and nothing else', () => {
    const map = Float32Array.of(-1, 5, 3, 4, 0, 2, 1, -2, -3, -4);
    expect([...layerOfMap(pixelOrder(map), 0.2, 'erase', 'blur')]).toEqual([0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect([...layerOfMap(pixelOrder(map), 0.2, 'keep', 'blur')]).toEqual([1, 0, 1, 0, 1, 1, 1, 1, 1, 1]);
  });
});

describe('an edited picture', () => {
  const size = 4;
  const base = Uint8Array.from({ length: size * size * 3 }, (_, i) => (i * 37) % 256);

  it('is the picture itself where nothing was taken, to the byte', () => {
    const picture = new EditedPicture('k', base, [size, size], arithmetic);
    expect(picture.pixels()).toEqual(base);
    expect(picture.pixels()).not.toBe(base);
    expect(picture.share).toBe(0);
  });

  it('makes a fill when it is asked to, once, and leaves out what is not there', async () => {
    let blurs = 0;
    // Large enough for the blur to reach the next pixel.
    const large = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => (i * 37) % 256);
    const picture = new EditedPicture('k', large, [32, 32], {
      blur: (...all) => {
        blurs += 1;
        return arithmetic.blur(...all);
      },
    });
    const layer = new Uint8Array(32 * 32).fill(1, 0, 40);
    expect(picture.complete(layer)).toBe(false);
    expect(picture.complete(new Uint8Array(32 * 32))).toBe(true);
    expect(picture.pixels(layer)).toEqual(large);
    await Promise.all([picture.prepare(layer), picture.prepare(layer)]);
    expect(picture.complete(layer)).toBe(true);
    expect(picture.pixels(layer).slice(0, 120)).not.toEqual(large.slice(0, 120));
    expect(picture.pixels(layer).slice(120)).toEqual(large.slice(120));
    await picture.prepare(layer);
    expect(blurs).toBe(1);
  });

  it('has each fill where it was put, and only there', async () => {
    const picture = new EditedPicture('k', base, [size, size], arithmetic);
    picture.layer = Uint8Array.from({ length: 16 }, (_, p) => (p < 3 ? p + 1 : 0));
    await picture.prepare(picture.layer);
    const pixels = picture.pixels();
    const made = await Promise.all(FILL_IDS.map((id) => FILLS[id].make(base, [size, size], arithmetic)));
    FILL_IDS.forEach((_, p) => {
      expect(pixels.slice(p * 3, p * 3 + 3)).toEqual(made[p]!.slice(p * 3, p * 3 + 3));
    });
    expect(pixels.slice(9)).toEqual(base.slice(9));
    expect(made[FILL_IDS.indexOf('black')]!.every((value) => value === 0)).toBe(true);
    const mean = (channel: number) =>
      base.filter((_, i) => i % 3 === channel).reduce((sum, value) => sum + value, 0) / 16;
    expect([...made[FILL_IDS.indexOf('mean')]!.slice(0, 3)]).toEqual(
      [0, 1, 2].map((c) => Math.round(mean(c))),
    );
  });
});
