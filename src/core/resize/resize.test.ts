import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../../testing/golden/resize.json' with { type: 'json' };
import { coefficients } from './coefficients.ts';
import { createResizer } from './create-resizer.ts';
import { resizeRgb } from './resize-rgb.ts';

/** The formula in the golden's `source`. */
function goldenSource(h: number, w: number): Uint8Array {
  const tri = (t: number) => Math.abs((t % 510) - 255);
  const image = new Uint8Array(h * w * 3);
  for (let i = 0; i < h; i++)
    for (let j = 0; j < w; j++)
      for (let c = 0; c < 3; c++)
        image[(i * w + j) * 3 + c] = tri((2 + c) * i * 9 + (5 - c) * j * 7 + ((i * j) >> 1) + 40 * c);
  return image;
}

const withAlpha = (rgb: Uint8Array): Uint8ClampedArray => {
  const rgba = new Uint8ClampedArray((rgb.length / 3) * 4);
  for (let p = 0; p < rgb.length / 3; p++) {
    rgba.set(rgb.subarray(p * 3, p * 3 + 3), p * 4);
    rgba[p * 4 + 3] = (p * 37) % 256;
  }
  return rgba;
};

describe('resizeRgb against Pillow', () => {
  it.each(golden.cases)('$source → $target is equal in every byte', ({ source, target, out }) => {
    const [h, w] = source as [number, number];
    const [H, W] = target as [number, number];
    expect([...resizeRgb(goldenSource(h, w), h, w, H, W)]).toEqual(out);
  });
});

describe('createResizer', () => {
  // 4 samples → 2: scale 2, support 2. Output 0 has its centre at 1 and reads inputs 0, 1, 2 at distances
  // −.5, .5, 1.5, halved: triangle weights .75, .75, .25 of 1.75.
  it('widens the triangle when it reduces', () => {
    const { first, count, weights, taps } = coefficients(4, 2);
    expect([...first]).toEqual([0, 1]);
    expect([...count]).toEqual([3, 3]);
    const unit = 2 ** 22;
    expect([...weights.subarray(0, 3)]).toEqual([3 / 7, 3 / 7, 1 / 7].map((v) => Math.trunc(v * unit + 0.5)));
    expect([...weights.subarray(taps, taps + 3)]).toEqual(
      [1 / 7, 3 / 7, 3 / 7].map((v) => Math.trunc(v * unit + 0.5)),
    );
  });

  const size = fc.integer({ min: 1, max: 23 });
  const image = fc
    .tuple(size, size)
    .chain(([h, w]) =>
      fc.tuple(fc.constant(h), fc.constant(w), fc.uint8Array({ minLength: h * w * 3, maxLength: h * w * 3 })),
    );

  it('leaves an image of the target size as it is, byte for byte', () => {
    fc.assert(
      fc.property(image, ([h, w, rgb]) => {
        expect(resizeRgb(rgb, h, w, h, w)).toEqual(rgb);
      }),
    );
  });

  it('keeps a constant image constant', () => {
    fc.assert(
      fc.property(size, size, size, size, fc.integer({ min: 0, max: 255 }), (h, w, H, W, level) => {
        const out = resizeRgb(new Uint8Array(h * w * 3).fill(level), h, w, H, W);
        expect(out.every((value) => value === level)).toBe(true);
      }),
    );
  });

  it('gives the same from strips of any heights, with or without alpha', () => {
    fc.assert(
      fc.property(
        image,
        size,
        size,
        fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
        ([h, w, rgb], H, W, cuts) => {
          const resizer = createResizer(h, w, H, W);
          const rgba = withAlpha(rgb);
          for (let y = 0; y < h; ) {
            const rows = Math.min(cuts.next().value as number, h - y);
            if (rows % 2 === 0) resizer.push(rgb.subarray(y * w * 3, (y + rows) * w * 3), 3);
            else resizer.push(rgba.subarray(y * w * 4, (y + rows) * w * 4), 4);
            y += rows;
          }
          expect(resizer.finish()).toEqual(resizeRgb(rgb, h, w, H, W));
        },
      ),
    );
  });

  it('stays in range on a 30000×1 image and on a 1×1 image', () => {
    const wide = Uint8Array.from({ length: 30000 * 3 }, (_, i) => (i % 2) * 255);
    const out = resizeRgb(wide, 1, 30000, 4, 4);
    expect(out.every((value) => value >= 126 && value <= 129)).toBe(true);
    expect(new Set(resizeRgb(new Uint8Array([1, 2, 3]), 1, 1, 5, 5))).toEqual(new Set([1, 2, 3]));
  });

  it('refuses broken rows, too many rows, too few rows and sizes that are none', () => {
    expect(() => createResizer(2, 2, 1, 1).push(new Uint8Array(5), 3)).toThrow(RangeError);
    expect(() => createResizer(2, 2, 1, 1).push(new Uint8Array(18), 3)).toThrow(RangeError);
    expect(() => createResizer(2, 2, 1, 1).finish()).toThrow(RangeError);
    expect(() => createResizer(0, 2, 1, 1)).toThrow(RangeError);
    expect(() => createResizer(2, 2, 1.5, 1)).toThrow(RangeError);
  });
});
