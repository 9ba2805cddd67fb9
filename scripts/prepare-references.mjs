/**
 * Writes public/models/<id>/references.npy: what each network makes of the photographs that ship, at its own size and
 * whole, pooled at every layer. `[photographs, channels of all layers one after the other]`, float32; photographs in the
 * order of src/core/samples/samples.ts, layers in that of the network's card.
 *
 * Runs after prepare-models and prepare-samples, in the engine that the page runs, on wasm.
 *
 *   node scripts/prepare-references.mjs           makes them, unless they are there and nothing they depend on changed
 *   node scripts/prepare-references.mjs --force   makes them again
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import jpeg from 'jpeg-js';
import { load } from './load.mjs';
import { sha256 } from './sha256.mjs';

const root = new URL('../', import.meta.url);
/** Bytes that the file of one network may take. */
const LIMIT = 480_000;

/** @param {string} id */
function fingerprint(id) {
  const parts = [
    readFileSync(new URL(`src/core/models/${id}.card.json`, root)),
    readFileSync(new URL('src/core/samples/sample-hashes.json', root)),
    readFileSync(import.meta.url.slice('file://'.length)),
  ];
  return sha256(parts.map((bytes) => sha256(bytes)).join('\n'));
}

/**
 * @param {string} id
 * @returns {Promise<Uint8Array>} the file
 */
async function make(id) {
  const { wasmEngine } = await load('src/testing/node-engine.ts');
  const { modelCard } = await load('src/core/models/index.ts');
  const { SAMPLES } = await load('src/core/samples/samples.ts');
  const { resizeRgb } = await load('src/core/resize/resize-rgb.ts');
  const { encodeNpy } = await load('src/core/npy.ts');
  const card = modelCard(id);
  const [height, width] = card.input.defaultSize;
  const engine = await wasmEngine(id);
  const rows = [];
  for (const { file } of SAMPLES) {
    const bytes = readFileSync(new URL(`public/samples/${file}`, root));
    const decoded = jpeg.decode(bytes, { useTArray: true, formatAsRGBA: false });
    const pixels = resizeRgb(decoded.data, decoded.height, decoded.width, height, width);
    const image = { key: file, size: card.input.defaultSize, pixels };
    const row = [];
    for (const { node } of card.layers) {
      const { vectors } = await engine.vectors([image], node);
      row.push(...vectors[0].pooled);
    }
    rows.push(row);
  }
  return encodeNpy(Float32Array.from(rows.flat()), [rows.length, rows[0].length]);
}

try {
  for (const id of ['objects', 'faces', 'faces-dlib']) {
    const target = new URL(`public/models/${id}/references.npy`, root);
    const stamp = new URL(`.cache/references-${id}.sha256`, root);
    const known = existsSync(stamp) && existsSync(target) ? readFileSync(stamp, 'utf8') : '';
    if (!process.argv.includes('--force') && known === fingerprint(id)) {
      console.log(`references of ${id}: already prepared`);
      continue;
    }
    const bytes = await make(id);
    if (bytes.length > LIMIT) throw new Error(`${id}: ${bytes.length} bytes are more than ${LIMIT}.`);
    writeFileSync(target, bytes);
    mkdirSync(new URL('.', stamp), { recursive: true });
    writeFileSync(stamp, fingerprint(id));
    console.log(`references of ${id}: ${Math.round(bytes.length / 1000)} kB`);
  }
} catch (error) {
  console.error(`prepare-references: ${error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = 1;
}
