import { readFileSync } from 'node:fs';
import { cutGraph } from './graph/cut-graph.mjs';
import { findLayers } from './graph/find-layers.mjs';
import { freeInput } from './graph/free-input.mjs';
import { fuseConvolutions } from './graph/fuse-convolutions.mjs';
import { readGraph } from './graph/read-graph.mjs';
import { writeGraph } from './graph/write-graph.mjs';
import { sha256 } from './sha256.mjs';

/** @import { BuiltInCard } from '../src/core/models/model.ts' */
/** @import { Graph } from './graph/graph.mjs' */
/** @import { ModelSource } from './models/model-source.mjs' */

const packageName = '@vladmandic/human';

/**
 * Turns a published graph model into the one semblance ships: cut after the embedding, fused, any input size.
 *
 * @param {ModelSource} source
 * @param {URL} root of the repository
 * @returns {{ card: BuiltInCard, topology: Buffer, weights: Buffer }}
 * @throws {Error} when the package is missing or is not the one pinned
 */
export function prepareModel(source, root) {
  const folder = new URL(`node_modules/${packageName}/`, root);
  let version;
  try {
    ({ version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')));
  } catch (cause) {
    throw new Error(`The package ${packageName} is not installed. Run 'npm ci' first.`, { cause });
  }
  const { input, embedding } = source;
  const { graph: published, publishedBytes } = readGraph(new URL(source.file, folder), source.sha256);
  const graph = freeInput(fuseConvolutions(cutGraph(published, embedding), embedding), input);

  const layers = findLayers(graph, embedding, source.blockLabel);
  const channels = layers.at(-1)?.channels;
  if (layers.at(-1)?.node !== embedding || !channels)
    throw new Error('The last layer must be the embedding.');
  const { topology, weights } = writeGraph(graph, { input, output: embedding, channels });

  /** @param {Graph} g */
  const count = (g) => g.nodes.filter((node) => node.op !== 'Const').length;
  /** @param {string} path @param {Buffer} bytes */
  const file = (path, bytes) => ({ path, bytes: bytes.length, sha256: sha256(bytes) });
  const files = { topology: file('model.json', topology), weights: file('weights.bin', weights) };
  /** @type {BuiltInCard} */
  const card = {
    id: source.id,
    label: source.label,
    summary: source.summary,
    origin: 'built-in',
    input: {
      node: input,
      sizes: source.sizes.map((size) => [size, size]),
      defaultSize: [source.defaultSize, source.defaultSize],
      preprocessing: { id: 'bytes', mean: [0, 0, 0], std: [1 / 255, 1 / 255, 1 / 255] },
      channelOrder: 'RGB',
      fit: 'stretch',
    },
    // The graph ends at the feature map: the engine takes its mean.
    embedding: { node: 'semblance/embedding', name: 'semblance/embedding', channels, l2: false },
    head: { kind: 'pooled', words: 'The embedding is the mean over positions of the last feature map.' },
    layers,
    defaultLayer: embedding,
    batch: 'any',
    sha256: files.weights.sha256,
    files,
    source: {
      kind: 'package',
      package: packageName,
      version,
      file: `${source.file}.json`,
      licence: 'MIT',
      architecture: source.architecture,
      trainedOn: source.trainedOn,
      publishedBytes,
      nodes: { before: count(published), after: count(graph) },
    },
  };
  return { card, topology, weights };
}
