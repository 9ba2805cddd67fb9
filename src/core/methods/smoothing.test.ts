import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METHODS } from './index.ts';
import { meanOfVariations, smoothingBarred, VARIATIONS, varied } from './smoothing.ts';

describe('smoothing', () => {
  it('begins with the image as it is, and has every brightness both ways round', () => {
    const pixels = Uint8Array.from({ length: 2 * 3 * 3 }, (_, i) => 14 * i);
    expect(varied(pixels, [2, 3], VARIATIONS[0]!)).toEqual(pixels);
    expect(VARIATIONS.map(({ mirrored, brightness }) => `${mirrored} ${brightness}`)).toEqual([
      'false 1',
      'false 0.9',
      'false 1.1',
      'true 1',
      'true 0.9',
      'true 1.1',
    ]);
  });

  it('mirrors rows, keeps colours together, rounds and clips', () => {
    const pixels = Uint8Array.of(10, 20, 30, 15, 250, 60);
    expect([...varied(pixels, [1, 2], { mirrored: true, brightness: 1.1 })]).toEqual([
      17, 255, 66, 11, 22, 33,
    ]);
  });

  it('is the mean of the maps, each laid back; twice the same map and its mirror image give a symmetric one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true, min: -9, max: 9 }), { minLength: 12, maxLength: 12 }),
        (values) => {
          const map = Float32Array.from(values);
          const turned = map.map((_, p) => map[p - (p % 4) + (3 - (p % 4))]!);
          // What a network gives that sees no difference in a mirrored picture.
          const steady = meanOfVariations(
            VARIATIONS.map(({ mirrored }) => ({ map: mirrored ? turned : map })),
            [3, 4],
          );
          steady.map.forEach((value, p) => {
            expect(value).toBeCloseTo(map[p]!, 5);
          });
          // And one that gives every copy the map of the unmirrored picture.
          const blind = meanOfVariations(
            VARIATIONS.map(() => ({ map, unstable: 1 })),
            [3, 4],
          );
          blind.map.forEach((value, p) => {
            expect(value).toBeCloseTo((map[p]! + turned[p]!) / 2, 5);
          });
          expect(blind).toMatchObject({ unstable: VARIATIONS.length });
          expect(blind.cis).toBeUndefined();
        },
      ),
    );
  });

  it('is refused in words by controls and by methods of masked copies, and by nothing else', () => {
    for (const method of Object.values(METHODS))
      expect(smoothingBarred(method) === null).toBe(method.kind === 'explanation');
    expect(smoothingBarred(METHODS.rise)).toContain('masked copies');
  });
});
