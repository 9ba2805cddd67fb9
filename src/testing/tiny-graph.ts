import { type GraphModel, loadGraphModel } from '@tensorflow/tfjs-converter';
import { io } from '@tensorflow/tfjs-core';

/**
 * A graph model of ops without weights: `x` `[n, h, w, K]`, then one node per op, each named for it and fed by
 * the node before it. On the current backend.
 */
export function tinyGraph(...ops: string[]): Promise<GraphModel> {
  const type = { T: { type: 'DT_FLOAT' } };
  const shape = { shape: { dim: ['-1', '-1', '-1', '-1'].map((size) => ({ size })) } };
  const placeholder = { name: 'x', op: 'Placeholder', attr: { dtype: { type: 'DT_FLOAT' }, shape } };
  const node = ops.map((op, i) => ({ name: op, op, input: [ops[i - 1] ?? 'x'], attr: type }));
  const modelTopology = { node: [placeholder, ...node], library: {}, versions: {} };
  return loadGraphModel(io.fromMemory({ modelTopology, weightSpecs: [], weightData: new ArrayBuffer(0) }));
}
