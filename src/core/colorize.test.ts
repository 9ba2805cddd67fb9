import { describe, expect, it } from 'vitest';
import { colorize } from './colorize.ts';
import { COLORMAPS, type Colormap } from './colormap.ts';

/** A table whose entry i is the colour (i, 255 − i, 0): the index can be read from the pixel. */
const lut = Uint8Array.from(
  { length: 768 },
  (_, i) => [Math.floor(i / 3), 255 - Math.floor(i / 3), 0][i % 3]!,
);
const pixels = (values: number[], low: number, high: number, sign: 'both' | 'positive' | 'negative') => {
  const rgba = colorize(Float32Array.from(values), { low, high }, sign, { lut });
  return values.map((_, i) => ({ entry: rgba[i * 4]!, green: rgba[i * 4 + 1]!, alpha: rgba[i * 4 + 3]! }));
};
const entries = (...args: Parameters<typeof pixels>) => pixels(...args).map(({ entry }) => entry);
const alphas = (...args: Parameters<typeof pixels>) => pixels(...args).map(({ alpha }) => alpha);

describe('colorize', () => {
  it('gives every value its own place on the scale', () => {
    // 255 · (v + 1)/2, rounded: 0, 63.75, 127.5, 191.25, 255.
    expect(entries([-1, -0.5, 0, 0.5, 1], -1, 1, 'both')).toEqual([0, 64, 128, 191, 255]);
    expect(pixels([1], -1, 1, 'both')[0]).toEqual({ entry: 255, green: 0, alpha: 255 });
  });

  it('clamps what lies outside a shared or fixed range', () => {
    expect(entries([-9, 9], -1, 1, 'both')).toEqual([0, 255]);
  });

  it('leaves the hidden sign transparent, and shows zero with either', () => {
    expect(alphas([-1, 0, 1], -1, 1, 'both')).toEqual([255, 255, 255]);
    expect(alphas([-1, 0, 1], -1, 1, 'positive')).toEqual([0, 255, 255]);
    expect(alphas([-1, 0, 1], -1, 1, 'negative')).toEqual([255, 255, 0]);
  });

  it('does not move a colour when the other sign is hidden', () => {
    expect(entries([0.25, 1], -1, 1, 'positive')).toEqual(entries([0.25, 1], -1, 1, 'both'));
  });

  it('leaves what is not a number transparent', () => {
    expect(alphas([Number.NaN, Number.POSITIVE_INFINITY], 0, 1, 'both')).toEqual([0, 0]);
  });

  it('paints a range without width as what zero would be', () => {
    expect(entries([0], 0, 0, 'both')).toEqual([128]);
    expect(entries([0], 0, 0, 'positive')).toEqual([0]);
    expect(entries([0], 0, 0, 'negative')).toEqual([255]);
  });
});

/** CIE L* of entry i. */
function lightness({ lut: table }: Colormap, i: number): number {
  const linear = [0, 1, 2].map((c) => {
    const value = table[i * 3 + c]! / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const y = 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
  return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
}

describe.each(Object.values<Colormap>(COLORMAPS))('$id', (map) => {
  const steps = Array.from({ length: 256 }, (_, i) => lightness(map, i));
  const straight = (i: number) => steps[0]! + ((steps[255]! - steps[0]!) * i) / 255;

  it('has 256 colours without a jump', () => {
    expect(map.lut.length).toBe(768);
    for (let i = 1; i < 256; i++) {
      const jump = [0, 1, 2].map((c) => Math.abs(map.lut[i * 3 + c]! - map.lut[i * 3 - 3 + c]!));
      expect(Math.max(...jump)).toBeLessThan(16);
    }
  });

  it('says truly whether its lightness is uniform', () => {
    const bend = Math.max(...steps.map((value, i) => Math.abs(value - straight(i))));
    expect(bend < 2).toBe(map.uniform);
  });

  it('is neutral in the middle and darkens to both ends if, and only if, it diverges', () => {
    const monotone = steps.every(
      (value, i) => i === 0 || (i <= 128 ? 1 : -1) * (value - steps[i - 1]!) > -0.5,
    );
    const darkens = Math.min(steps[128]! - steps[0]!, steps[128]! - steps[255]!) > 40;
    const middle = [...map.lut.subarray(128 * 3, 129 * 3)];
    const neutral = Math.max(...middle) - Math.min(...middle) < 16;
    expect(monotone && darkens && neutral).toBe(map.diverging);
  });
});

describe('known colours', () => {
  const entry = ({ lut: table }: Colormap, i: number) => [...table.subarray(i * 3, i * 3 + 3)];
  it('are those of matplotlib (viridis) and of MATLAB (jet)', () => {
    expect(entry(COLORMAPS.viridis, 0)).toEqual([0x44, 0x01, 0x54]);
    expect(entry(COLORMAPS.viridis, 255)).toEqual([0xfd, 0xe7, 0x25]);
    expect(entry(COLORMAPS.jet, 0)).toEqual([0, 0, 128]);
    expect(entry(COLORMAPS.jet, 255)).toEqual([128, 0, 0]);
  });

  it('has red for similarity and blue against it', () => {
    const [red, , blue] = entry(COLORMAPS.diverging, 255);
    expect(red).toBeGreaterThan(blue!);
    const [coldRed, , coldBlue] = entry(COLORMAPS.diverging, 0);
    expect(coldBlue).toBeGreaterThan(coldRed!);
  });
});
