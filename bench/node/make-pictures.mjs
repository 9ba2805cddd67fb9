import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';

/** Pictures of one class, as a folder of LFW has a few of one face. */
const EACH = 5;
const SIDE = 64;

/** mulberry32: the same seed gives the same pictures everywhere. */
function stream(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A folder of generated pictures, 64×64, five to a class: the class gives three coloured blobs, the picture where each
 * has moved to. What is there already is kept.
 *
 * @param {string} folder
 * @param {number} count
 */
export function makePictures(folder, count) {
  for (let i = 0; i < count; i++) {
    const [name, of] = [Math.floor(i / EACH), i % EACH];
    const place = join(folder, `class-${String(name).padStart(5, '0')}`);
    const file = join(place, `${of}.png`);
    if (existsSync(file)) continue;
    if (of === 0) mkdirSync(place, { recursive: true });
    const ofClass = stream(name + 1);
    const ofPicture = stream(1_000_003 * (i + 1));
    const blobs = Array.from({ length: 3 }, () => ({
      x: ofClass() * SIDE + (ofPicture() - 0.5) * 16,
      y: ofClass() * SIDE + (ofPicture() - 0.5) * 16,
      size: 6 + 14 * ofClass(),
      colour: [ofClass(), ofClass(), ofClass()],
    }));
    const png = new PNG({ width: SIDE, height: SIDE });
    for (let p = 0; p < SIDE * SIDE; p++) {
      const [x, y] = [p % SIDE, Math.floor(p / SIDE)];
      const weights = blobs.map((blob) =>
        Math.exp(-((x - blob.x) ** 2 + (y - blob.y) ** 2) / (2 * blob.size ** 2)),
      );
      for (let c = 0; c < 3; c++) {
        const value = 20 + blobs.reduce((sum, { colour }, b) => sum + 200 * colour[c] * weights[b], 0);
        png.data[4 * p + c] = Math.min(255, Math.round(value + 12 * ofPicture()));
      }
      png.data[4 * p + 3] = 255;
    }
    writeFileSync(file, PNG.sync.write(png));
  }
}
