import jpeg from 'jpeg-js';
import { withOrientation } from '../scripts/hostile-images/exif.mjs';
import type { TestFile } from './app-page.ts';
import { photograph, pngFile } from './test-files.ts';

const WIDTH = 288;
const HEIGHT = 192;

/** Part of a real photograph, not square, `[192, 288, 3]`. */
function cut(): Uint8Array {
  const whole = jpeg.decode(photograph('march-pastoral').buffer, { useTArray: true });
  const out = new Uint8Array(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const at = ((y + 100) * whole.width + x + 300) * 4;
      out.set(whole.data.subarray(at, at + 3), (y * WIDTH + x) * 3);
    }
  return out;
}

/** Where the pixel that is to be seen at (x, y) is stored, for each EXIF orientation. */
const STORED: readonly ((x: number, y: number) => readonly [number, number])[] = [
  (x, y) => [x, y],
  (x, y) => [WIDTH - 1 - x, y],
  (x, y) => [WIDTH - 1 - x, HEIGHT - 1 - y],
  (x, y) => [x, HEIGHT - 1 - y],
  (x, y) => [y, x],
  (x, y) => [y, WIDTH - 1 - x],
  (x, y) => [HEIGHT - 1 - y, WIDTH - 1 - x],
  (x, y) => [HEIGHT - 1 - y, x],
];

/** The photograph upright, as a PNG. */
export const uprightPhotograph = (): TestFile => pngFile('upright.png', cut(), WIDTH, HEIGHT);

/** The same photograph as a JPEG that is stored turned or mirrored and says so: orientation 1 to 8. */
export function orientedPhotograph(orientation: number): TestFile {
  const rgb = cut();
  const [width, height] = orientation >= 5 ? [HEIGHT, WIDTH] : [WIDTH, HEIGHT];
  const data = Buffer.alloc(width * height * 4, 255);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const [sx, sy] = STORED[orientation - 1]!(x, y);
      data.set(rgb.subarray((y * WIDTH + x) * 3, (y * WIDTH + x) * 3 + 3), (sy * width + sx) * 4);
    }
  const { data: bytes } = jpeg.encode({ data, width, height }, 98);
  return {
    name: `orientation-${orientation}.jpg`,
    mimeType: 'image/jpeg',
    buffer: withOrientation(bytes, orientation),
  };
}
