import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FITS } from './fit.ts';

describe('FITS', () => {
  it('says what happened', () => {
    expect(FITS.stretch.sentence(640, 480, 224)).toBe('stretched from 640×480 to 224×224');
    expect(FITS.stretch.sentence(640, 640, 224)).toBe('scaled from 640×640 to 224×224');
    expect(FITS.stretch.sentence(224, 224, 224)).toBe('224×224, every pixel as in the file');
    expect(FITS.crop.sentence(640, 480, 224)).toBe('centre square 480×480 of 640×480, scaled to 224×224');
    expect(FITS.crop.sentence(300, 224, 224)).toBe('centre square 224×224 of 300×224, not scaled');
    expect(FITS.crop.sentence(640, 640, 224)).toBe('scaled from 640×640 to 224×224');
  });

  // torchvision center_crop: int(round((width − side) / 2)); Python rounds 0.5 → 0, 1.5 → 2, 2.5 → 2.
  it('cuts the centre as torchvision does', () => {
    expect([5, 6, 7, 8, 9].map((width) => FITS.crop.rectangle(width, 4).x)).toEqual([0, 1, 2, 2, 2]);
    expect(FITS.crop.rectangle(480, 640)).toEqual({ x: 0, y: 80, width: 480, height: 480 });
    expect(FITS.stretch.rectangle(5, 3)).toEqual({ x: 0, y: 0, width: 5, height: 3 });
  });

  it('never leaves the image, and is registered under its own id', () => {
    const side = fc.integer({ min: 1, max: 70000 });
    for (const [id, fit] of Object.entries(FITS)) {
      expect(fit.id).toBe(id);
      fc.assert(
        fc.property(side, side, (width, height) => {
          const r = fit.rectangle(width, height);
          expect([r.x, r.y, r.width, r.height].every(Number.isInteger)).toBe(true);
          expect(r.x >= 0 && r.y >= 0 && r.width >= 1 && r.height >= 1).toBe(true);
          expect(r.x + r.width <= width && r.y + r.height <= height).toBe(true);
        }),
      );
    }
  });
});
