import { describe, expect, it } from 'vitest';
import { crop } from './crop.mjs';
import { resample } from './resample.mjs';

/** An opaque grey picture. @param {number} width @param {number} height @param {(x: number, y: number) => number} level */
const picture = (width, height, level) => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height * 4 }, (_, i) => {
    const pixel = Math.floor(i / 4);
    return i % 4 === 3 ? 255 : level(pixel % width, Math.floor(pixel / width));
  }),
});
/** @param {{ data: Uint8Array }} image */
const red = (image) => [...image.data.filter((_, i) => i % 4 === 0)];

describe('crop', () => {
  it('takes the box asked for', () => {
    const cut = crop(
      picture(4, 3, (x, y) => 10 * y + x),
      { x: 1, y: 1, width: 2, height: 2 },
    );
    expect(red(cut)).toEqual([11, 12, 21, 22]);
  });

  it('refuses a box that leaves the picture', () => {
    expect(() =>
      crop(
        picture(4, 3, () => 0),
        { x: 3, y: 0, width: 2, height: 1 },
      ),
    ).toThrow('leaves');
  });
});

describe('resample', () => {
  it('gives the same picture at the same size', () => {
    const noise = picture(7, 5, (x, y) => (x * 71 + y * 113) % 256);
    expect(resample(noise, 7, 5)).toEqual(noise);
  });

  it('keeps a flat picture flat, and opaque', () => {
    const flat = resample(
      picture(30, 20, () => 77),
      11,
      9,
    );
    expect(new Set(red(flat))).toEqual(new Set([77]));
    expect(flat.data[3]).toBe(255);
  });

  it('antialiases: a one-pixel checkerboard becomes its mean, where picking pixels would give black and white', () => {
    const board = picture(64, 64, (x, y) => ((x + y) % 2) * 255);
    const inside = crop(resample(board, 16, 16), { x: 2, y: 2, width: 12, height: 12 });
    for (const level of red(inside)) expect(Math.abs(level - 127.5)).toBeLessThan(3);
  });

  it('keeps places: a ramp stays a ramp, centred', () => {
    const ramp = resample(
      picture(60, 4, (x) => x * 4),
      20,
      4,
    );
    for (let x = 3; x < 17; x++)
      expect(Math.abs((ramp.data[x * 4] ?? 0) - (x * 3 + 1) * 4)).toBeLessThanOrEqual(1);
  });
});
