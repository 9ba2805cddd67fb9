import { byName, inputsOf, required } from '../../src/graph/graph.ts';

/** @import { Graph, GraphNode } from './graph.mjs' */

/**
 * @typedef {{ stride: number | null, start: number, channels: number }} FeatureShape stride null: pooled to 1 × 1;
 *   start: the centre of the first cell's receptive field, input pixels, the first pixel's own centre being 0.5
 */

const convolutions = ['Conv2D', '_FusedConv2D', 'DepthwiseConv2dNative', 'FusedDepthwiseConv2dNative'];
const pointwise = ['Add', 'AddV2', 'Mul', 'Relu', 'Relu6', 'Minimum', 'Maximum'];

/**
 * Stride (input pixels per cell), place and channels of every node that depends on the image, read off the
 * convolutions' strides and the kernels' shapes.
 *
 * @param {Graph} graph
 * @returns {Map<string, FeatureShape>}
 * @throws {Error} on an op, a padding or a stride for which `ceil(size / stride)` would not be the truth
 */
export function featureShapes(graph) {
  const nodes = byName(graph.nodes);
  /** @type {Map<string, FeatureShape | null>} */
  const shapes = new Map();

  /** null: does not depend on the image. @param {string} name @returns {FeatureShape | null} */
  const shapeOf = (name) => {
    const known = shapes.get(name);
    if (known !== undefined) return known;
    const node = required(nodes, name);
    const shape = derive(node);
    shapes.set(name, shape);
    return shape;
  };

  /** @param {GraphNode} node @returns {FeatureShape | null} */
  const derive = (node) => {
    if (node.op === 'Const') return null;
    if (node.op === 'Placeholder') return { stride: 1, start: 0.5, channels: 3 };
    const inputs = inputsOf(node)
      .map(shapeOf)
      .filter((shape) => shape !== null);
    const [first] = inputs;
    if (!first) return null;
    if (convolutions.includes(node.op)) return convolved(graph, node, first);
    if (node.op === 'Mean' && node.attr?.keep_dims?.b)
      return { stride: null, start: 0, channels: first.channels };
    if (!pointwise.includes(node.op)) throw new Error(`${node.name}: no rule for the shape of a ${node.op}.`);
    const maps = inputs.filter((shape) => shape.stride !== null);
    if (new Set(maps.map((shape) => shape.stride)).size > 1)
      throw new Error(`${node.name} joins feature maps of different strides.`);
    // A branch that looks at a single cell is centred where that cell is.
    const { stride, start } = maps[0] ?? first;
    return { stride, start, channels: Math.max(...inputs.map((shape) => shape.channels)) };
  };

  for (const { name } of graph.nodes) shapeOf(name);
  return new Map(
    [...shapes]
      .filter((entry) => entry[1] !== null)
      .map(([name, s]) => [name, /** @type {FeatureShape} */ (s)]),
  );
}

/**
 * @param {Graph} graph
 * @param {GraphNode} node
 * @param {FeatureShape} input
 * @returns {FeatureShape}
 */
function convolved(graph, node, input) {
  const { spec } = required(graph.weights, inputsOf(node)[1] ?? '');
  const [high = 0, , inner = 0, outer = 0] = spec.shape;
  const [, down, across] = /** @type {string[]} */ (node.attr?.strides.list.i ?? []).map(Number);
  const padding = Buffer.from(node.attr?.padding?.s ?? '', 'base64').toString();
  if (!down || down !== across) throw new Error(`${node.name}: strides ${down} × ${across} are not square.`);
  // Nested ceilings compose, ceil(ceil(n/a)/b) = ceil(n/ab), but only SAME padding divides that way. A 1 × 1
  // kernel at stride 1 is the same under either.
  const isPointwise = spec.shape[0] === 1 && spec.shape[1] === 1 && down === 1;
  if (padding !== 'SAME' && !isPointwise) throw new Error(`${node.name}: padding ${padding} is not SAME.`);
  // SAME padding of a size that the stride divides: what is missing comes half before, rounded down, half after.
  const before = Math.floor(Math.max(high - down, 0) / 2);
  return {
    stride: input.stride === null ? null : input.stride * down,
    start: input.start + (input.stride ?? 0) * ((high - 1) / 2 - before),
    channels: node.op.includes('Depthwise') ? inner * outer : outer,
  };
}
