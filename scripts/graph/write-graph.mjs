/** @import { Graph } from './graph.mjs' */

/**
 * A graph as the two files tfjs loads. The same graph gives the same bytes, always.
 *
 * @param {Graph} graph
 * @param {{ input: string, output: string, channels: number }} ends channels: of the output's feature map
 * @returns {{ topology: Buffer, weights: Buffer }} `model.json`, `weights.bin`
 */
export function writeGraph(graph, { input, output, channels }) {
  /** @param {string} name @param {number} depth */
  const tensor = (name, depth) => ({
    name,
    dtype: 'DT_FLOAT',
    tensorShape: { dim: [-1, -1, -1, depth].map((size) => ({ size: String(size) })) },
  });
  const weights = [...graph.weights.values()];
  const model = {
    format: 'graph-model',
    generatedBy: graph.generatedBy,
    convertedBy: graph.convertedBy,
    signature: { inputs: { [input]: tensor(input, 3) }, outputs: { [output]: tensor(output, channels) } },
    modelTopology: { node: graph.nodes, library: {}, versions: {} },
    weightsManifest: [{ paths: ['weights.bin'], weights: weights.map(({ spec }) => spec) }],
  };
  return {
    topology: Buffer.from(JSON.stringify(model)),
    weights: Buffer.concat(weights.map(({ bytes }) => bytes())),
  };
}
