import { describe, expect, it } from 'vitest';
import { cutNodes } from '../../src/graph/cut-nodes.ts';
import { byName, floatsOf, required } from '../../src/graph/graph.ts';
import { cutGraph } from './cut-graph.mjs';
import { featureShapes } from './feature-shapes.mjs';
import { findLayers } from './find-layers.mjs';
import { freeInput } from './free-input.mjs';
import { fuseConvolutions } from './fuse-convolutions.mjs';
import { writeGraph } from './write-graph.mjs';

/** @import { Graph, GraphNode, Weight } from './graph.mjs' */

/** @param {string} op @param {string} name @param {string[]} input @param {Record<string, any>} [attr] @returns {GraphNode} */
const node = (op, name, input, attr = {}) => ({ op, name, input, attr });

/** @param {number} stride */
const same = (stride) => ({
  strides: { list: { i: ['1', String(stride), String(stride), '1'] } },
  padding: { s: Buffer.from('SAME').toString('base64') },
});

/** @param {string} name @param {number[]} shape @param {number[]} values @returns {[string, Weight]} */
const weight = (name, shape, values) => [
  name,
  { spec: { name, shape, dtype: 'float32' }, bytes: () => new Uint8Array(Float32Array.from(values).buffer) },
];

/**
 * image → depthwise (stride 2) → scale, bias, ReLU6 → a → residual (a + 1×1 convolution of a) → out → head
 *
 * @param {number} [clip]
 * @returns {Graph}
 */
function toy(clip = 6) {
  const weights = new Map([
    weight('dw/kernel', [1, 1, 3, 1], [1, 2, 3]),
    weight('dw/scale', [3], [10, 100, 1000]),
    weight('dw/bias', [3], [1, 1, 1]),
    weight('six', [], [clip]),
    weight('zero', [], [0]),
    weight('pw/kernel', [1, 1, 3, 3], [1, 0, 0, 0, 1, 0, 0, 0, 1]),
    weight('head/kernel', [1, 1, 3, 1], [1, 1, 1]),
  ]);
  return {
    generatedBy: 'test',
    convertedBy: 'test',
    weights,
    nodes: [
      node('Placeholder', 'image', [], { shape: { shape: { dim: [{ size: '1' }] } } }),
      ...[...weights.keys()].map((name) => node('Const', name, [])),
      node('DepthwiseConv2dNative', 'dw', ['image', 'dw/kernel'], same(2)),
      node('Mul', 'dw/mul', ['dw', 'dw/scale']),
      node('Add', 'dw/add', ['dw/mul', 'dw/bias']),
      node('Relu', 'dw/relu', ['dw/add']),
      node('Minimum', 'dw/minimum', ['dw/relu', 'six']),
      node('Maximum', 'a', ['dw/minimum', 'zero']),
      node('Conv2D', 'pw', ['a:0', 'pw/kernel'], same(1)),
      node('Add', 'out', ['pw', 'a']),
      node('Conv2D', 'head', ['out', 'head/kernel'], same(1)),
    ],
  };
}

describe('cutGraph', () => {
  it('drops the head and its weights', () => {
    const cut = cutGraph(toy(), 'out');
    expect(cut.nodes.map((n) => n.name)).not.toContain('head');
    expect(cut.weights.has('head/kernel')).toBe(false);
    expect(cut.weights.size).toBe(6);
  });
});

describe('freeInput', () => {
  it('leaves only the channels fixed', () => {
    const [image] = freeInput(toy(), 'image').nodes;
    expect(JSON.stringify(image?.attr)).toBe(
      '{"shape":{"shape":{"dim":[{"size":"-1"},{"size":"-1"},{"size":"-1"},{"size":"3"}]}}}',
    );
    expect(() => freeInput(toy(), 'picture')).toThrow('found: image');
  });
});

describe('fuseConvolutions', () => {
  it('makes one node of six, named as the last, with the scale in the kernel', () => {
    const fused = fuseConvolutions(cutGraph(toy(), 'out'), 'out');
    const a = fused.nodes.find((n) => n.name === 'a');
    expect(a?.op).toBe('FusedDepthwiseConv2dNative');
    expect(a?.input).toEqual(['image', 'dw/kernel', 'dw/bias']);
    expect(a?.attr?.fused_ops.list.s.map(atob)).toEqual(['BiasAdd', 'Relu6']);
    expect([...floatsOf(required(fused.weights, 'dw/kernel'))]).toEqual([10, 200, 3000]);
    expect([...fused.weights.keys()]).toEqual(['dw/kernel', 'dw/bias', 'pw/kernel']);
    expect(fused.nodes.filter((n) => n.op !== 'Const').map((n) => n.name)).toEqual([
      'image',
      'a',
      'pw',
      'out',
    ]);
  });

  it('refuses a clip that is no ReLU6', () => {
    expect(() => fuseConvolutions(toy(5), 'head')).toThrow('clips at 5, not at 6');
  });

  it('leaves alone what is read half-way: fusing would take the node away', () => {
    const graph = toy();
    graph.nodes.push(node('Add', 'peek', ['head', 'dw/relu']));
    const names = fuseConvolutions(graph, 'peek').nodes.map((n) => n.name);
    expect(names).toContain('dw/relu');
    expect(fuseConvolutions(toy(), 'dw/minimum').nodes.at(-1)?.op).toBe('Minimum');
  });
});

describe('cutNodes and findLayers', () => {
  const graph = cutGraph(toy(), 'out');

  it('finds what every path passes: not the residual branch', () => {
    expect(cutNodes(graph.nodes, 'image', 'out')).toEqual([
      'dw',
      'dw/mul',
      'dw/add',
      'dw/relu',
      'dw/minimum',
      'a',
      'out',
    ]);
  });

  it('takes the last of each block, with where its cells are centred and channels', () => {
    // Single pixels, every second of them: the first one's own centre is at 0.5.
    const each = { channels: 3, start: [0.5, 0.5], step: [2, 2], block: true };
    expect(findLayers(graph, 'out', (name) => (name === 'out' ? 'second' : 'first'))).toEqual([
      { node: 'a', name: 'a', label: 'first', ...each, embedding: false },
      { node: 'out', name: 'out', label: 'second', ...each, embedding: true },
    ]);
  });

  it('refuses a shape it cannot vouch for', () => {
    const valid = toy();
    required(byName(valid.nodes), 'dw').attr = { ...same(2), padding: { s: btoa('VALID') } };
    expect(() => featureShapes(valid)).toThrow('VALID');
  });
});

describe('writeGraph', () => {
  it('writes the same bytes for the same graph, weights in manifest order', () => {
    const graph = cutGraph(toy(), 'out');
    const ends = { input: 'image', output: 'out', channels: 3 };
    const once = writeGraph(graph, ends);
    expect(writeGraph(cutGraph(toy(), 'out'), ends)).toEqual(once);
    const json = JSON.parse(once.topology.toString());
    expect(json.weightsManifest[0].paths).toEqual(['weights.bin']);
    const count = json.weightsManifest[0].weights.flatMap((/** @type {{ shape: number[] }} */ w) =>
      w.shape.reduce((n, d) => n * d, 1),
    );
    expect(once.weights.length).toBe(
      4 * count.reduce((/** @type {number} */ n, /** @type {number} */ d) => n + d, 0),
    );
    expect(
      json.signature.outputs.out.tensorShape.dim.map((/** @type {{ size: string }} */ d) => d.size),
    ).toEqual(['-1', '-1', '-1', '3']);
  });
});
