import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FITS, fitId, fitOf, isFitId, partsOfFit, seenOf } from './fit.ts';
import { createFitted } from './fitted.ts';
import { resizeRgb } from './resize-rgb.ts';

const cutOf = (...image: Parameters<typeof FITS.crop.place>) => FITS.crop.place(...image).source;

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
    expect([5, 6, 7, 8, 9].map((width) => cutOf(width, 4, [9, 9]).x)).toEqual([0, 1, 2, 2, 2]);
    expect(cutOf(480, 640, [224, 224])).toEqual({ x: 0, y: 80, width: 480, height: 480 });
    expect(FITS.stretch.place(5, 3, [224, 224]).source).toEqual({ x: 0, y: 0, width: 5, height: 3 });
  });

  it('cuts out the shape of an input that is not square, and says so', () => {
    expect(cutOf(400, 400, [256, 128])).toEqual({ x: 100, y: 0, width: 200, height: 400 });
    expect(cutOf(100, 400, [256, 128])).toEqual({ x: 0, y: 100, width: 100, height: 200 });
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
          const r = fit.place(width, height, size).source;
          expect([r.x, r.y, r.width, r.height].every(Number.isInteger)).toBe(true);
          expect(r.x >= 0 && r.y >= 0 && r.width >= 1 && r.height >= 1).toBe(true);
          expect(r.x + r.width <= width && r.y + r.height <= height).toBe(true);
        }),
      );
    }
  });

  it('keeps the whole image between bars', () => {
    expect(FITS.letterbox.place(640, 480, [224, 224])).toEqual({
      source: { x: 0, y: 0, width: 640, height: 480 },
      scaled: [168, 224],
      at: [28, 0],
    });
    expect(FITS.letterbox.sentence(640, 480, [224, 224])).toBe(
      '224×168, scaled from 640×480, between black bars in 224×224',
    );
    expect(FITS.letterbox.sentence(640, 640, [224, 224])).toBe('scaled from 640×640 to 224×224');
    // What lies under the input reaches as far above the image as below it.
    expect(seenOf('letterbox', 640, 480, [224, 224])).toEqual({ x: 0, y: -80, width: 640, height: 640 });
    const input = inputOf('letterbox', 4, 2, [4, 4]);
    expect([...input.subarray(0, 12), ...input.subarray(36)]).toEqual(Array(24).fill(0));
    expect(input.subarray(12, 36)).toEqual(pixels(4, 2));
  });

  // torchvision.transforms.Resize(256) then CenterCrop(224): 256 × int(256 · 640 / 480) = 341 → offsets 16 and round(58.5) = 58.
  it('scales the short side and cuts as torchvision does', () => {
    expect(fitOf('crop:256').place(640, 480, [224, 224])).toEqual({
      source: { x: 0, y: 0, width: 640, height: 480 },
      scaled: [256, 341],
      at: [-16, -58],
    });
    expect(fitOf('crop:256').sentence(640, 480, [224, 224])).toBe(
      'centre 224×224 of 640×480 scaled to 341×256',
    );
    expect(fitOf('crop:200').place(300, 300, [224, 224])).toMatchObject({ scaled: [200, 200], at: [12, 12] });
    expect(fitOf('crop:200').sentence(300, 300, [224, 224])).toContain('black around it');
    expect(fitOf('crop:224').sentence(224, 224, [224, 224])).toBe('224×224, every pixel as in the file');
    // The input is a part of the whole image, scaled.
    const whole = resizeRgb(pixels(30, 20), 20, 30, 10, 15);
    const input = inputOf('crop:10', 30, 20, [6, 6]);
    const rows = Array.from({ length: 6 }, (_, y) => [
      ...whole.subarray(((y + 2) * 15 + 4) * 3).subarray(0, 18),
    ]);
    expect([...input]).toEqual(rows.flat());
    expect(seenOf('crop:10', 30, 20, [6, 6])).toEqual({ x: 8, y: 4, width: 12, height: 12 });
  });

  it('holds no more than the input, however long the image would be scaled', () => {
    expect(inputOf('crop:256', 30_000, 1, [224, 224]).length).toBe(224 * 224 * 3);
  });

  it('is named in links by a kind and a size', () => {
    for (const id of ['stretch', 'crop', 'letterbox', 'crop:256'] as const) {
      const { kind, short } = partsOfFit(id);
      expect(fitId(kind, short)).toBe(id);
      expect(isFitId(id)).toBe(true);
      expect(fitOf(id).id).toBe(id);
    }
    expect(fitId('crop', 0.5)).toBe('crop');
    for (const id of ['crop:', 'crop:0', 'crop:01', 'crop:99999', 'letterbox:2', 'toString', ''])
      expect(isFitId(id)).toBe(false);
  });
});

const pixels = (width: number, height: number) =>
  Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 251);

function inputOf(
  id: Parameters<typeof fitOf>[0],
  width: number,
  height: number,
  size: readonly [number, number],
) {
  const fitted = createFitted(fitOf(id).place(width, height, size), size);
  fitted.push(pixels(width, height), 3);
  return fitted.finish();
}
