import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { upsample } from './upsample.ts';

const grid = (...values: number[]) => Float32Array.from(values);

describe('upsample', () => {
  it('has half-pixel centres and holds the edges', () => {
    // Output i reads at (i + ½)/2 − ½ = −0.25, 0.25, 0.75, 1.25 → clamped to 0 … 1.
    expect([...upsample(grid(0, 8), 1, 2, 1, 4)]).toEqual([0, 2, 6, 8]);
  });

  it('is what PyTorch gives with align_corners=False', () => {
    // torch.nn.functional.interpolate(tensor([[0, 3], [6, 9]]), (3, 3), mode='bilinear'): reads at −⅙ → 0, ½, 1⅙ → 1.
    const out = upsample(grid(0, 3, 6, 9), 2, 2, 3, 3);
    expect([...out]).toEqual([0, 1.5, 3, 3, 4.5, 6, 6, 7.5, 9]);
  });

  it('interpolates both ways at once', () => {
    // Rows and columns are read at 0, ¼, ¾, 1; the map is 4·row + 8·column.
    const out = upsample(grid(0, 8, 4, 12), 2, 2, 4, 4);
    expect([...out]).toEqual([0, 2, 6, 8, 1, 3, 7, 9, 3, 5, 9, 11, 4, 6, 10, 12]);
  });

  it('samples at the centres of larger cells when there are fewer', () => {
    // The centres of two cells lie at 0.5 and 2.5 of four.
    expect([...upsample(grid(0, 10, 20, 30), 1, 4, 1, 2)]).toEqual([5, 25]);
  });

  it('copies at the same size, and repeats a single cell', () => {
    expect([...upsample(grid(1, 2, 3, 4), 2, 2, 2, 2)]).toEqual([1, 2, 3, 4]);
    expect([...upsample(grid(7), 1, 1, 2, 2)]).toEqual([7, 7, 7, 7]);
  });

  it('never leaves the range of the map', () => {
    const size = fc.integer({ min: 1, max: 5 });
    const value = fc.float({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(
        size,
        size,
        size,
        size,
        fc.array(value, { minLength: 25, maxLength: 25 }),
        (h, w, H, W, values) => {
          const map = Float32Array.from(values.slice(0, h * w));
          const out = upsample(map, h, w, H, W);
          expect(Math.max(...out)).toBeLessThanOrEqual(Math.max(...map) + 1e-5);
          expect(Math.min(...out)).toBeGreaterThanOrEqual(Math.min(...map) - 1e-5);
        },
      ),
    );
  });

  it('refuses a map of another size', () => {
    expect(() => upsample(grid(1, 2, 3), 2, 2, 4, 4)).toThrow(RangeError);
  });
});
