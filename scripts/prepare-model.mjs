import { attr } from '../src/graph/attr.ts';
import { BATCH } from '../src/graph/dims.ts';
import { Editor } from '../src/graph/editor.ts';
import { findLayers } from '../src/graph/find-layers.ts';
import { fuse } from '../src/graph/fuse.ts';
import { convert } from '../src/graph/onnx/convert.ts';
import { readTfjsFiles } from '../src/graph/tfjs/files.ts';
import { inOnnx } from '../src/graph/tfjs/read-tfjs.ts';
import { openPackage } from './published.mjs';
import { writeModel } from './write-model.mjs';

/** @import { BuiltInCard, LayerCard } from '../src/core/models/model.ts' */
/** @import { GraphNode } from '../src/graph/graph.ts' */
/** @import { ModelSource } from './models/model-source.mjs' */

const packageName = '@vladmandic/human';

/** @param {Iterable<GraphNode>} nodes */
const steps = (nodes) => [...nodes].filter(({ op }) => op !== 'Const').length;

/**
 * A published graph model, cut after the embedding, for images of any size. Nodes and constants keep their names, their
 * bytes and their order.
 *
 * @param {ModelSource} source
 * @param {URL} root of the repository
 * @throws {Error} when the package is missing or is not the one pinned
 */
export function openPublished(source, root) {
  const { input, embedding, defaultSize } = source;
  const { version, read } = openPackage(packageName, root);
  const json = read(`${source.file}.json`, source.sha256.json);
  const bin = read(`${source.file}.bin`, source.sha256.bin);
  const { generatedBy, convertedBy, modelTopology, weightsManifest } = JSON.parse(json.toString());
  const model = readTfjsFiles(json, new Map([[weightsManifest[0].paths[0], bin]]));
  const editor = new Editor({
    nodes: modelTopology.node,
    weights: model.weights,
    shapes: new Map(),
    input,
  });
  editor.prune([embedding]);
  // Of each value, as an import knows it: by formula.
  const kept = model.nodes.filter(({ name }) => editor.nodes.has(name));
  const weights = new Map([...model.weights].filter(([name]) => editor.nodes.has(name)));
  const image = [BATCH, defaultSize, defaultSize, 3];
  const { values } = convert(inOnnx({ ...model, nodes: kept, weights }), {
    shapes: new Map([[input, image]]),
  });
  for (const [name, { dims }] of values) if (editor.nodes.has(name)) editor.shapes.set(name, dims);
  // tfjs refuses any other size than the placeholder's.
  editor.replace(input, { attr: { ...editor.node(input).attr, shape: attr.shape([-1, -1, -1, 3]) } });
  return {
    editor,
    channels: editor.shape(embedding).at(-1) ?? 0,
    by: { generatedBy, convertedBy },
    version,
    bytes: json.length + bin.length,
    steps: steps(modelTopology.node),
  };
}

/**
 * Turns a published graph model into the one semblance ships: cut after the embedding, fused, any input size.
 *
 * @param {ModelSource} source
 * @param {URL} root of the repository
 * @returns {{ card: BuiltInCard, topology: Buffer, weights: Buffer }}
 * @throws {Error} when the package is missing or is not the one pinned
 */
export function prepareModel(source, root) {
  const { input, embedding } = source;
  const published = openPublished(source, root);
  const { editor, channels } = published;
  if (!source.isFused) fuse(editor, new Set([embedding]));
  editor.prune([embedding]);
  const layers = layersOf(editor, source);
  if (layers.at(-1)?.node !== embedding) throw new Error('The last layer must be the embedding.');
  const { topology, weights, files } = writeModel(editor.graph, {
    output: embedding,
    channels,
    ...published.by,
  });
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
      version: published.version,
      file: `${source.file}.json`,
      licence: 'MIT',
      architecture: source.architecture,
      trainedOn: source.trainedOn,
      publishedBytes: published.bytes,
      nodes: { before: published.steps, after: steps(editor.nodes.values()) },
    },
  };
  return { card, topology, weights };
}

/**
 * One layer per block: the last place of each that every path passes, ordered input → output.
 *
 * @param {Editor} editor
 * @param {ModelSource} source
 * @returns {LayerCard[]}
 */
function layersOf(editor, { embedding, blockLabel }) {
  const places = findLayers(editor, embedding, new Set(editor.nodes.keys()));
  const last = new Map(places.map((place) => [blockLabel(place.node), place]));
  return [...last].map(([label, { node, channels, geometry }]) => ({
    node,
    name: node,
    label,
    channels,
    // Geometry counts from the middle of the first pixel, cards from its edge.
    start: [geometry.start[0] + 0.5, geometry.start[1] + 0.5],
    step: geometry.step,
    block: true,
    embedding: node === embedding,
  }));
}
