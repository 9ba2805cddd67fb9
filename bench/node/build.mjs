import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { load } from '../../scripts/load.mjs';
import { faces } from '../../scripts/models/faces.mjs';
import { objects } from '../../scripts/models/objects.mjs';
import { FOLDERS } from './folders.mjs';

const { cutGraph } = await load('scripts/graph/cut-graph.mjs');
const { freeInput } = await load('scripts/graph/free-input.mjs');
const { readGraph } = await load('scripts/graph/read-graph.mjs');
const { writeGraph } = await load('scripts/graph/write-graph.mjs');

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
  const published = new URL(`node_modules/@vladmandic/human/${source.file}`, pathToFileURL(FOLDERS.root));
  const cut = cutGraph(readGraph(published, source.sha256).graph, source.embedding);
  const graph = freeInput(cut, source.input);
  const channels = source.id === 'faces' ? 1024 : 480;
  const { topology, weights } = writeGraph(graph, {
    input: source.input,
    output: source.embedding,
    channels,
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/model.json`, topology);
  writeFileSync(`${folder}/weights.bin`, weights);
}
