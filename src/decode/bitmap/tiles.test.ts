import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tiles } from './tiles.ts';

it('covers every pixel once, in order, in pieces that any canvas can hold', () => {
  const side = fc.integer({ min: 1, max: 70000 });
  fc.assert(
    fc.property(fc.nat(100), fc.nat(100), side, side, (x, y, width, height) => {
      fc.pre(width * height <= 64e6);
      let next = y;
      for (const strip of tiles({ x, y, width, height })) {
        expect(strip.y).toBe(next);
        next += strip.rows;
        let column = x;
        for (const piece of strip.pieces) {
          expect(piece.x).toBe(column);
          expect(piece.width).toBeLessThanOrEqual(4096);
          expect(piece.width * strip.rows).toBeLessThanOrEqual(1 << 22);
          column += piece.width;
        }
        expect(column).toBe(x + width);
      }
      expect(next).toBe(y + height);
    }),
    { numRuns: 300 },
  );
});
