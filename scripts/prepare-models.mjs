/**
 * Writes public/models/<id>/{model.json, weights.bin} and the committed src/core/models/<id>.card.json.
 *
 *   node scripts/prepare-models.mjs           prepares; writes only what changed
 *   node scripts/prepare-models.mjs --check   writes nothing; fails when a committed card is out of date
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { load } from './load.mjs';
import { faces } from './models/faces.mjs';
import { objects } from './models/objects.mjs';

const root = new URL('../', import.meta.url);
const checking = process.argv.includes('--check');
let stale = 0;

/**
 * Leaves a file that already holds these bytes alone, so that watchers and caches stay quiet.
 *
 * @param {string} path relative to the repository
 * @param {Uint8Array} bytes
 * @returns {boolean} whether the file differed
 */
function update(path, bytes) {
  const url = new URL(path, root);
  try {
    if (readFileSync(url).equals(bytes)) return false;
  } catch {
    // Not there yet.
  }
  if (!checking) {
    mkdirSync(new URL('.', url), { recursive: true });
    writeFileSync(url, bytes);
  }
  return true;
}

try {
  const { prepareModel } = await load('scripts/prepare-model.mjs');
  const { prepareFacesDlib } = await load('scripts/models/faces-dlib.mjs');
  const prepared = [
    () => prepareModel(objects, root),
    () => prepareModel(faces, root),
    () => prepareFacesDlib(root),
  ];
  for (const prepare of prepared) {
    const { card, topology, weights } = prepare();
    const { id } = card;
    const cardPath = `src/core/models/${id}.card.json`;
    const cardChanged = update(cardPath, Buffer.from(`${JSON.stringify(card, null, 2)}\n`));
    if (checking) {
      if (cardChanged) stale += 1;
      console.log(`${id}: ${cardPath} ${cardChanged ? 'is OUT OF DATE' : 'is up to date'}`);
      continue;
    }
    const written = [
      update(`public/models/${id}/${card.files.topology.path}`, topology),
      update(`public/models/${id}/${card.files.weights.path}`, weights),
    ];
    const mb = ((topology.length + weights.length) / 1e6).toFixed(2);
    const { before, after } = card.source.nodes;
    console.log(
      `${id}: ${mb} MB, ${before} → ${after} nodes, ${card.layers.length} layers` +
        (written.includes(true) ? '' : ' (already prepared)') +
        (cardChanged ? ` — ${cardPath} changed, commit it` : ''),
    );
  }
} catch (error) {
  console.error(`prepare-models: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
if (stale > 0) {
  console.error(`prepare-models: run 'node ${fileURLToPath(import.meta.url)}' and commit the cards.`);
  process.exitCode = 1;
}
