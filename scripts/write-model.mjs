import { attr } from '../src/graph/attr.ts';
import { toArtifacts } from '../src/graph/graph.ts';
import { sha256 } from './sha256.mjs';

/** @import { FileCard } from '../src/core/models/model.ts' */
/** @import { Graph } from '../src/graph/graph.ts' */

/**
 * A graph as the two files that tfjs loads. The same graph gives the same bytes, always.
 *
 * @param {Graph} graph
 * @param {{ output: string, channels: number, generatedBy: string, convertedBy: string }} what channels: of the output's
 *   feature map; the rest: who published the graph
 * @returns {{ topology: Buffer, weights: Buffer, files: { topology: FileCard, weights: FileCard } }} `model.json`, `weights.bin`
 */
export function writeModel(graph, { output, channels, generatedBy, convertedBy }) {
  /** @param {string} name @param {number} depth */
  const tensor = (name, depth) => ({
    name,
    dtype: 'DT_FLOAT',
    tensorShape: attr.shape([-1, -1, -1, depth]).shape,
  });
  const { modelTopology, weightSpecs, weightData } = toArtifacts(graph);
  const model = {
    format: 'graph-model',
    generatedBy,
    convertedBy,
    signature: {
      inputs: { [graph.input]: tensor(graph.input, 3) },
      outputs: { [output]: tensor(output, channels) },
    },
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  };
  const topology = Buffer.from(JSON.stringify(model));
  const weights = Buffer.from(weightData);
  /** @param {string} path @param {Buffer} bytes */
  const card = (path, bytes) => ({ path, bytes: bytes.length, sha256: sha256(bytes) });
  return {
    topology,
    weights,
    files: { topology: card('model.json', topology), weights: card('weights.bin', weights) },
  };
}
