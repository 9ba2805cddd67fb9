/**
 * Made scripts/readings/photographs from panoramas that their authors gave away (README.md beside them). It is kept to
 * say how, and needs two packages that nothing else here does, unpacked by `npm pack`:
 *
 *   node scripts/readings/make-photographs.mjs path/to/@pmndrs/assets path/to/parse-exr
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import jpeg from 'jpeg-js';

const [assets, parser] = process.argv.slice(2).map((path) => resolve(path));
const { default: parseExr } = await import(pathToFileURL(`${parser}/index.js`).href);
/** Side of the square that is cut out of the middle, in pixels of the panorama: 135° of 360°. */
const SIDE = 192;
const FLOAT = 1015;
const BRIGHTEST = 65504;

/** Brightness above which light is pressed together, by Reinhard's curve, then sRGB's. */
const tone = (light) => {
  const pressed = light / (1 + light);
  return 255 * (pressed <= 0.0031308 ? 12.92 * pressed : 1.055 * pressed ** (1 / 2.4) - 0.055);
};

for (const file of readdirSync(`${assets}/hdri`).filter((name) => name.endsWith('.exr.js'))) {
  const { default: url } = await import(pathToFileURL(`${assets}/hdri/${file}`).href);
  const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  const { data, width, height } = parseExr(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    FLOAT,
  );
  const [left, top] = [(width - SIDE) / 2, (height - SIDE) / 2];
  // Rows of this format begin at the bottom; four numbers a pixel.
  const at = (x, y, channel) => {
    const light = data[((height - 1 - (top + y)) * width + left + x) * 4 + channel];
    // The sun and lamps are more than half precision holds.
    return Number.isFinite(light) ? Math.min(Math.max(light, 0), BRIGHTEST) : BRIGHTEST;
  };
  const lights = [];
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++)
      lights.push(0.2126 * at(x, y, 0) + 0.7152 * at(x, y, 1) + 0.0722 * at(x, y, 2));
  const middle = lights.sort((a, b) => a - b)[lights.length >> 1];
  const pixels = new Uint8Array(SIDE * SIDE * 4).fill(255);
  for (let y = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++)
      for (let channel = 0; channel < 3; channel++)
        pixels[(y * SIDE + x) * 4 + channel] = Math.round(tone((0.3 * at(x, y, channel)) / middle));
  const name = file.replace('.exr.js', '.jpg');
  const { data: out } = jpeg.encode({ data: pixels, width: SIDE, height: SIDE }, 92);
  writeFileSync(new URL(`photographs/${name}`, import.meta.url), out);
  console.log(name, out.length);
}
