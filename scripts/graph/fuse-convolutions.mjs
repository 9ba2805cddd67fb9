import { byName, floatsOf, inputsOf, required } from '../../src/graph/graph.ts';
import { cutGraph } from './cut-graph.mjs';

/** @import { Graph, GraphNode, Weight } from './graph.mjs' */

/** @type {Partial<Record<string, string>>} */
const fusedOp = { Conv2D: '_FusedConv2D', DepthwiseConv2dNative: 'FusedDepthwiseConv2dNative' };

/** Attribute strings travel as base64 in tfjs graph models. @param {string} text */
const base64 = (text) => Buffer.from(text).toString('base64');

/**
 * Folds a per-channel scale that follows a depthwise convolution into its kernel.
 *
 * @param {Weight} kernel `[kh, kw, C, multiplier]`
 * @param {Weight} scale `[C * multiplier]`
 * @returns {Weight} the product in float32, under the kernel's name: half precision would lose digits
 */
function scaledKernel(kernel, scale) {
  const [, , channels = 0, multiplier = 0] = kernel.spec.shape;
  const factors = floatsOf(scale);
  if (factors.length !== channels * multiplier) {
    throw new Error(`${scale.spec.name} has ${factors.length} values for ${channels * multiplier} channels.`);
  }
  const bytes = new Uint8Array(4 * kernel.spec.shape.reduce((n, d) => n * d, 1));
  const view = new DataView(bytes.buffer);
  floatsOf(kernel).forEach((value, i) => {
    view.setFloat32(4 * i, value * /** @type {number} */ (factors[i % factors.length]), true);
  });
  const { name, shape } = kernel.spec;
  return { spec: { name, shape, dtype: 'float32' }, bytes: () => bytes };
}

/**
 * Fuses `convolution → [Mul, depthwise only] → Add → Relu → Minimum(6) → Maximum(0)` into one node that adds
 * the bias and applies ReLU6. The fused node takes the name of the last one, so that whoever reads a feature
 * map by name still finds it. Convolutions that are followed by anything else stay as they are.
 *
 * @param {Graph} graph
 * @param {string} output the node the graph ends at
 * @returns {Graph}
 * @throws {Error} where the clip is not [0, 6], or an operand is not the constant it has to be
 */
export function fuseConvolutions(graph, output) {
  const nodes = byName(graph.nodes);
  const weights = new Map(graph.weights);
  /** @type {Map<string, GraphNode[]>} */
  const readers = new Map();
  for (const node of graph.nodes) {
    for (const input of inputsOf(node)) readers.set(input, [...(readers.get(input) ?? []), node]);
  }
  /** The only reader of a node, if it has the op asked for. @param {GraphNode} node @param {string} op */
  const next = (node, op) => {
    const [reader, ...others] = readers.get(node.name) ?? [];
    return reader?.op === op && others.length === 0 && node.name !== output ? reader : null;
  };
  /** The constant operand of a two-operand node. @param {GraphNode} node */
  const constant = (node) => {
    const names = inputsOf(node).filter((name) => required(nodes, name).op === 'Const');
    if (names.length !== 1 || !names[0])
      throw new Error(`${node.name} should have exactly one constant operand.`);
    return names[0];
  };
  /** @param {GraphNode} node @param {number} expected */
  const checkBound = (node, expected) => {
    const values = floatsOf(required(weights, constant(node)));
    if (values.length !== 1 || values[0] !== expected) {
      throw new Error(`${node.name} clips at ${[...values].join()}, not at ${expected}: this is no ReLU6.`);
    }
  };

  /** @type {Map<string, GraphNode>} */
  const fused = new Map();
  for (const convolution of graph.nodes) {
    const op = fusedOp[convolution.op];
    if (!op) continue;
    const scale = convolution.op === 'DepthwiseConv2dNative' ? next(convolution, 'Mul') : null;
    const bias = next(scale ?? convolution, 'Add');
    const relu = bias && next(bias, 'Relu');
    const minimum = relu && next(relu, 'Minimum');
    const maximum = minimum && next(minimum, 'Maximum');
    if (!bias || !minimum || !maximum) continue;
    checkBound(minimum, 6);
    checkBound(maximum, 0);
    const [image, kernel] = inputsOf(convolution);
    if (!image || !kernel) throw new Error(`${convolution.name} lacks an image or a kernel.`);
    if (scale)
      weights.set(kernel, scaledKernel(required(weights, kernel), required(weights, constant(scale))));
    fused.set(maximum.name, {
      name: maximum.name,
      op,
      input: [image, kernel, constant(bias)],
      attr: {
        ...convolution.attr,
        fused_ops: { list: { s: [base64('BiasAdd'), base64('Relu6')] } },
        num_args: { i: '1' },
        epsilon: { f: 0 },
      },
    });
  }
  const replaced = graph.nodes.map((node) => fused.get(node.name) ?? node);
  return cutGraph({ ...graph, nodes: replaced, weights }, output);
}
