import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FITS } from './fit.ts';

describe('FITS', () => {
  it('says what happened', () => {
    expect(FITS.stretch.sentence(640, 480, [224, 224])).toBe('stretched from 640×480 to 224×224');
    expect(FITS.stretch.sentence(640, 640, [224, 224])).toBe('scaled from 640×640 to 224×224');
    expect(FITS.stretch.sentence(224, 224, [224, 224])).toBe('224×224, every pixel as in the file');
    for (const fit of [FITS.stretch, FITS.crop])
      expect(fit.sentence(224, 224, [224, 224], false)).toBe('224×224, not scaled');
    expect(FITS.crop.sentence(640, 480, [224, 224])).toBe(
      'centre square 480×480 of 640×480, scaled to 224×224',
    );
    expect(FITS.crop.sentence(300, 224, [224, 224])).toBe('centre square 224×224 of 300×224, not scaled');
    expect(FITS.crop.sentence(640, 640, [224, 224])).toBe('scaled from 640×640 to 224×224');
  });

  // torchvision center_crop: int(round((width − side) / 2)); Python rounds 0.5 → 0, 1.5 → 2, 2.5 → 2.
  it('cuts the centre as torchvision does', () => {
    expect([5, 6, 7, 8, 9].map((width) => FITS.crop.rectangle(width, 4, [9, 9]).x)).toEqual([0, 1, 2, 2, 2]);
    expect(FITS.crop.rectangle(480, 640, [224, 224])).toEqual({ x: 0, y: 80, width: 480, height: 480 });
    expect(FITS.stretch.rectangle(5, 3, [224, 224])).toEqual({ x: 0, y: 0, width: 5, height: 3 });
  });

  it('cuts out the shape of an input that is not square, and says so', () => {
    expect(FITS.crop.rectangle(400, 400, [256, 128])).toEqual({ x: 100, y: 0, width: 200, height: 400 });
    expect(FITS.crop.rectangle(100, 400, [256, 128])).toEqual({ x: 0, y: 100, width: 100, height: 200 });
    expect(FITS.crop.sentence(400, 400, [256, 128])).toBe(
      'centre part 200×400 of 400×400, scaled to 128×256',
    );
    expect(FITS.crop.sentence(64, 128, [256, 128])).toBe('scaled from 64×128 to 128×256');
    expect(FITS.stretch.sentence(128, 256, [256, 128])).toBe('128×256, every pixel as in the file');
    expect(FITS.stretch.sentence(64, 128, [256, 128])).toBe('scaled from 64×128 to 128×256');
    expect(FITS.stretch.sentence(64, 64, [256, 128])).toBe('stretched from 64×64 to 128×256');
  });

  it('never leaves the image, and is registered under its own id', () => {
    const side = fc.integer({ min: 1, max: 70000 });
    for (const [id, fit] of Object.entries(FITS)) {
      expect(fit.id).toBe(id);
      fc.assert(
        fc.property(side, side, fc.tuple(side, side), (width, height, size) => {
          const r = fit.rectangle(width, height, size);
          expect([r.x, r.y, r.width, r.height].every(Number.isInteger)).toBe(true);
          expect(r.x >= 0 && r.y >= 0 && r.width >= 1 && r.height >= 1).toBe(true);
          expect(r.x + r.width <= width && r.y + r.height <= height).toBe(true);
        }),
      );
    }
  });
});
