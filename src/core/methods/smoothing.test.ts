import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Extent } from '../extent.ts';
import { METHODS } from './index.ts';
import { smoothingBarred, VARIATIONS, type Variation } from './smoothing.ts';
import { laidBack, meanOfVariations, varied } from './smoothing-copies.ts';

const PLAIN: Variation = { mirrored: false, brightness: 1, zoom: 1 };
const nameOf = ({ mirrored, brightness, zoom }: Variation) => `${mirrored} ${brightness} ${zoom}`;

/** Where a point of the image lies in a copy, pixels. */
const inCopy = (x: number, size: number, turned: boolean, zoom: number) =>
  size / 2 + (x - size / 2) * (turned ? -zoom : zoom);

const GRIDS: readonly Extent[] = [
  [7, 7],
  [16, 8],
  [1, 1],
  [2, 3],
  [28, 28],
];

describe('copies of a picture', () => {
  it('begin with the picture as it is; each is there both ways round', () => {
    const pixels = Uint8Array.from({ length: 2 * 3 * 3 }, (_, i) => 14 * i);
    expect(varied(pixels, [2, 3], VARIATIONS[0]!)).toEqual(pixels);
    expect(VARIATIONS.map(nameOf)).toEqual(
      [false, true].flatMap((turned) =>
        ['1 1', '0.9 1', '1.1 1', '1 0.9', '1 1.1'].map((change) => `${turned} ${change}`),
      ),
    );
  });

  it('mirror rows, keep colours together, round and clip', () => {
    const pixels = Uint8Array.of(10, 20, 30, 15, 250, 60);
    expect([...varied(pixels, [1, 2], { mirrored: true, brightness: 1.1, zoom: 1 })]).toEqual([
      17, 255, 66, 11, 22, 33,
    ]);
  });

  it.each(
    VARIATIONS,
  )('$zoom times as large, mirrored: $mirrored: a spot lies where it should', (variation) => {
    const size = [60, 80] as const;
    for (const [y, x] of [
      [30, 40],
      [20.3, 55.1],
      [41.7, 22.4],
    ] as const) {
      const spot = Uint8Array.from({ length: 60 * 80 * 3 }, (_, i) => {
        const p = Math.floor(i / 3);
        const [dy, dx] = [Math.floor(p / 80) + 0.5 - y, (p % 80) + 0.5 - x];
        return Math.round(200 * Math.exp(-(dy * dy + dx * dx) / 18));
      });
      const copy = varied(spot, size, variation);
      let [mass, down, across] = [0, 0, 0];
      for (let p = 0; p < 60 * 80; p++) {
        mass += copy[3 * p]!;
        down += copy[3 * p]! * (Math.floor(p / 80) + 0.5);
        across += copy[3 * p]! * ((p % 80) + 0.5);
      }
      expect(down / mass).toBeCloseTo(inCopy(y, 60, false, variation.zoom), 1);
      expect(across / mass).toBeCloseTo(inCopy(x, 80, variation.mirrored, variation.zoom), 1);
    }
  });

  it('made smaller, repeat their edge; one colour stays one colour', () => {
    const rows = Uint8Array.from({ length: 20 * 20 * 3 }, (_, i) => (Math.floor(i / 60) < 10 ? 40 : 200));
    const copy = varied(rows, [20, 20], { ...PLAIN, zoom: 0.9 });
    const column = Array.from({ length: 20 }, (_, row) => copy[60 * row]);
    expect(column.slice(0, 9)).toEqual(Array(9).fill(40));
    expect(column.slice(11)).toEqual(Array(9).fill(200));
    for (const variation of VARIATIONS.filter(({ brightness }) => brightness === 1))
      expect(new Set(varied(new Uint8Array(20 * 20 * 3).fill(77), [20, 20], variation))).toEqual(
        new Set([77]),
      );
  });
});

describe('maps laid back', () => {
  it('a map that follows the picture comes back as it was, whatever the copy', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(...GRIDS),
        fc.constantFrom(...VARIATIONS),
        fc.tuple(number, number, number),
        ([h, w], variation, [constant, down, across]) => {
          const { mirrored, zoom } = variation;
          // Linear over the frame, 0 to 1: what lies between cells is then known without a network.
          const value = (y: number, x: number) => constant + down * y + across * x;
          const middle = (p: number) => [(Math.floor(p / w) + 0.5) / h, ((p % w) + 0.5) / w] as const;
          const copy = Float32Array.from({ length: h * w }, (_, p) => {
            const [y, x] = middle(p);
            return value(inCopy(y, 1, false, 1 / zoom), inCopy(x, 1, mirrored, 1 / zoom));
          });
          const found = laidBack(copy, [h, w], variation);
          const beyond = (at: number, count: number) =>
            at < 0.5 / count - 1e-9 || at > 1 - 0.5 / count + 1e-9;
          let within = 0;
          for (let p = 0; p < h * w; p++) {
            const [y, x] = middle(p);
            // Beyond the outermost cells their values hold, which are no longer linear.
            if (beyond(inCopy(y, 1, false, zoom), h) || beyond(inCopy(x, 1, mirrored, zoom), w)) continue;
            within += 1;
            expect(found[p]).toBeCloseTo(value(y, x), 5);
          }
          expect(within).toBeGreaterThanOrEqual(Math.max(h - 2, 0) * Math.max(w - 2, 0) * 0.7);
        },
      ),
    );
  });

  it('do not count where a copy does not show a cell', () => {
    const missing = (cells: Extent, change: Partial<Variation>) =>
      [...laidBack(new Float32Array(cells[0] * cells[1]).fill(1), cells, { ...PLAIN, ...change })].filter(
        Number.isNaN,
      ).length;
    expect(missing([7, 7], { mirrored: true })).toBe(0);
    expect(missing([7, 7], { zoom: 0.9 })).toBe(0);
    // The outermost of seven cells have their middles at 0.07 and 0.93 of the frame, 0.03 and 0.97 of the larger copy;
    // of 28, at 0.018, which lies outside of it.
    expect(missing([7, 7], { zoom: 1.1 })).toBe(0);
    expect(missing([28, 28], { zoom: 1.1 })).toBe(28 * 28 - 26 * 26);
  });

  it('a copy of a picture seen by cells that average windows gives the map of the picture', () => {
    const size = [120, 120] as const;
    const picture = Uint8Array.from({ length: 120 * 120 * 3 }, (_, i) => {
      const p = Math.floor(i / 3);
      const [y, x] = [Math.floor(p / 120), p % 120];
      return Math.round(100 + 50 * Math.sin(y / 9) + 50 * Math.cos(x / 7 + y / 15));
    });
    const look = (pixels: Uint8Array) =>
      Float32Array.from({ length: 900 }, (_, p) => {
        let sum = 0;
        for (let y = 0; y < 4; y++)
          for (let x = 0; x < 4; x++)
            sum += pixels[3 * ((4 * Math.floor(p / 30) + y) * 120 + 4 * (p % 30) + x)]! - 100;
        return sum / 16;
      });
    const plain = look(picture);
    const apart = (one: ArrayLike<number>) => {
      let [square, all] = [0, 0];
      for (let p = 0; p < 900; p++) {
        if (Number.isNaN(one[p])) continue;
        square += (one[p]! - plain[p]!) ** 2;
        all += plain[p]! ** 2;
      }
      return Math.sqrt(square / all);
    };
    for (const variation of VARIATIONS.filter(({ brightness }) => brightness === 1)) {
      const map = look(varied(picture, size, variation));
      expect(apart(laidBack(map, [30, 30], variation))).toBeLessThan(0.06);
      if (nameOf(variation) !== nameOf(PLAIN)) expect(apart(map)).toBeGreaterThan(0.3);
    }
  });
});

describe('smoothing', () => {
  it('is the mean of the copies that count; what all agree on stays', () => {
    for (const cells of GRIDS) {
      const one = { map: new Float32Array(cells[0] * cells[1]).fill(0.7), unstable: 1 };
      const mean = meanOfVariations(
        VARIATIONS.map(() => one),
        cells,
      );
      expect(mean.map.every((value) => Math.abs(value - 0.7) < 1e-6)).toBe(true);
      expect(mean).toMatchObject({ unstable: VARIATIONS.length });
      expect(mean.cis).toBeUndefined();
    }
  });

  it('is refused in words by controls, and by nothing else', () => {
    for (const method of Object.values(METHODS))
      expect(smoothingBarred(method) === null).toBe(method.kind !== 'control');
  });
});
