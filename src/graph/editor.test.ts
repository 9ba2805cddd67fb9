import { describe, expect, it } from 'vitest';
import { type Attrs, attr, read } from './attr.ts';
import { BATCH, type Dims } from './dims.ts';
import { Editor } from './editor.ts';
import { findLayers } from './find-layers.ts';
import { fuse } from './fuse.ts';
import { floatsOf, floatWeight, type GraphNode, sorted } from './graph.ts';

const same = (stride: number): Attrs => ({
  strides: attr.ints([1, stride, stride, 1]),
  padding: attr.text('SAME'),
});

const SMALL: Dims = [BATCH, 4, 4, 3];

/** image, 8 × 8 → depthwise (stride 2) → scale, bias, ReLU6 in words → a → residual (a + 1 × 1 convolution of a) → out → head */
function toy(clip = 6): Editor {
  const weights = [
    floatWeight('dw/kernel', [1, 1, 3, 1], Float32Array.of(1, 2, 3)),
    floatWeight('dw/scale', [3], Float32Array.of(10, 100, 1000)),
    floatWeight('dw/bias', [3], Float32Array.of(1, 1, 1)),
    floatWeight('six', [], Float32Array.of(clip)),
    floatWeight('zero', [], Float32Array.of(0)),
    floatWeight('pw/kernel', [1, 1, 3, 3], Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1)),
    floatWeight('head/kernel', [1, 1, 3, 1], Float32Array.of(1, 1, 1)),
  ];
  const node = (op: string, name: string, input: readonly string[], attrs: Attrs = {}): GraphNode => ({
    name,
    op,
    input,
    attr: attrs,
  });
  const nodes = [
    node('DepthwiseConv2dNative', 'dw', ['image', 'dw/kernel'], same(2)),
    node('Mul', 'dw/mul', ['dw', 'dw/scale']),
    node('Add', 'dw/add', ['dw/mul', 'dw/bias']),
    node('Relu', 'dw/relu', ['dw/add']),
    node('Minimum', 'dw/minimum', ['dw/relu', 'six']),
    node('Maximum', 'a', ['dw/minimum', 'zero']),
    node('Conv2D', 'pw', ['a:0', 'pw/kernel'], same(1)),
    node('AddV2', 'out', ['pw', 'a']),
    node('Conv2D', 'head', ['out', 'head/kernel'], same(1)),
  ];
  const constants = weights.map(({ spec }) => node('Const', spec.name, []));
  return new Editor({
    nodes: [node('Placeholder', 'image', []), ...constants, ...nodes],
    weights: new Map(weights.map((weight) => [weight.spec.name, weight])),
    shapes: new Map([
      ['image', [BATCH, 8, 8, 3]],
      ...weights.map(({ spec }): [string, Dims] => [spec.name, spec.shape]),
      ...nodes.map(({ name }): [string, Dims] => [name, name === 'head' ? [BATCH, 4, 4, 1] : SMALL]),
    ]),
    input: 'image',
  });
}

const named = (editor: Editor) =>
  [...editor.nodes.values()].filter(({ op }) => op !== 'Const').map(({ name }) => name);

function fused(editor: Editor, output: string): Editor {
  editor.prune([output]);
  fuse(editor, new Set([output]));
  editor.prune([output]);
  return editor;
}

describe('prune', () => {
  it('drops the head and its weights, and leaves the rest in its order', () => {
    const editor = toy();
    const before = [...editor.nodes.keys()];
    editor.prune(['out']);
    expect([...editor.nodes.keys()]).toEqual(before.filter((name) => !name.startsWith('head')));
    expect([...editor.weights.keys()]).toHaveLength(6);
  });

  it('puts each node after its inputs, and refuses a cycle', () => {
    const node = (name: string, ...input: string[]): GraphNode => ({ name, op: 'Add', input });
    const order = (...nodes: GraphNode[]) => sorted(nodes).map(({ name }) => name);
    expect(order(node('c', 'b', 'b'), node('a'), node('b', 'a'))).toEqual(['a', 'b', 'c']);
    expect(() => order(node('a', 'b'), node('b', 'a'))).toThrow('cycle');
    expect(() => order(node('a', 'b'))).toThrow("nothing named 'b'");
    expect(() => order(node('a'), node('a'))).toThrow('same name');
  });
});

describe('fuse', () => {
  it('makes one node of six, named as the last, with the scale in the kernel and the bias as it was', () => {
    const editor = fused(toy(), 'out');
    const a = editor.node('a');
    expect(a.op).toBe('FusedDepthwiseConv2dNative');
    expect(a.input).toEqual(['image', 'dw/kernel', 'dw/bias']);
    expect(read.texts(a.attr, 'fused_ops')).toEqual(['BiasAdd', 'Relu6']);
    expect([...floatsOf(editor.weights.get('dw/kernel')!)]).toEqual([10, 200, 3000]);
    expect([...editor.weights.keys()]).toEqual(['dw/kernel', 'dw/bias', 'pw/kernel']);
    expect(named(editor)).toEqual(['image', 'a', 'pw', 'out']);
  });

  it('leaves a clip alone that is no ReLU6', () => {
    const editor = fused(toy(5), 'out');
    expect(read.texts(editor.node('dw/relu').attr, 'fused_ops')).toEqual(['BiasAdd', 'Relu']);
    expect(named(editor)).toEqual(['image', 'dw/relu', 'dw/minimum', 'a', 'pw', 'out']);
  });

  it('leaves alone what is read half-way, or is asked for: fusing would take the node away', () => {
    const editor = toy();
    const peek = editor.add('Add', ['head', 'dw/relu'], SMALL);
    expect(named(fused(editor, peek))).toContain('dw/relu');
    expect(named(fused(toy(), 'dw/minimum'))).toEqual(['image', 'dw/minimum']);
  });

  it('scales a kernel that somebody else reads too in a copy', () => {
    const editor = toy();
    const other = editor.add('DepthwiseConv2dNative', ['image', 'dw/kernel'], SMALL, same(2));
    const both = editor.add('AddV2', ['out', other], SMALL);
    fused(editor, both);
    expect([...floatsOf(editor.weights.get('dw/kernel')!)]).toEqual([1, 2, 3]);
    const [, kernel] = editor.node('a').input!;
    expect([...floatsOf(editor.weights.get(kernel!)!)]).toEqual([10, 200, 3000]);
  });
});

describe('findLayers', () => {
  it('finds what every path passes, not the residual branch, and where its cells are centred', () => {
    const editor = fused(toy(), 'out');
    const places = findLayers(editor, 'out', new Set(editor.nodes.keys()));
    expect(places.map(({ node }) => node)).toEqual(['a', 'out']);
    // Single pixels, every second of them: the first one's own centre.
    for (const { geometry, channels } of places) {
      expect(geometry).toMatchObject({ kind: 'map', start: [0, 0], step: [2, 2], cells: [4, 4] });
      expect(channels).toBe(3);
    }
  });
});
