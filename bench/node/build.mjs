import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { load } from '../../scripts/load.mjs';
import { faces } from '../../scripts/models/faces.mjs';
import { objects } from '../../scripts/models/objects.mjs';
import { FOLDERS } from './folders.mjs';

const { openPublished } = await load('scripts/prepare-model.mjs');
const { writeModel } = await load('scripts/write-model.mjs');

/** @param {string[]} args */
function node(...args) {
  const run = spawnSync(process.execPath, args, { cwd: FOLDERS.root, stdio: ['ignore', 'ignore', 2] });
  if (run.status !== 0) throw new Error(`node ${args.join(' ')} failed`);
}

/** Builds the site, the bench's pages and the unfused models, each into a folder of its own. */
export function build() {
  const vite = 'node_modules/vite/bin/vite.js';
  node('scripts/prepare-models.mjs');
  node('scripts/prepare-samples.mjs');
  node(vite, 'build', '--outDir', FOLDERS.site, '--emptyOutDir', '--logLevel', 'error');
  node(vite, 'build', '--config', 'bench/vite.config.ts', '--logLevel', 'error');
  for (const source of [objects, faces]) writeUnfused(source);
}

/**
 * Prepared as the shipped model is, but for the fusing.
 * @param {import('../../scripts/models/model-source.mjs').ModelSource} source
 */
function writeUnfused(source) {
  const folder = `${FOLDERS.unfused}/${source.id}`;
  const { editor, channels, by } = openPublished(source, pathToFileURL(FOLDERS.root));
  const { topology, weights } = writeModel(editor.graph, { output: source.embedding, channels, ...by });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/model.json`, topology);
  writeFileSync(`${folder}/weights.bin`, weights);
}
