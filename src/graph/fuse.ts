import { type Attrs, attr, read } from './attr.ts';
import { sizePerImage } from './dims.ts';
import type { Editor } from './editor.ts';
import { floatsOf, type GraphNode, inputsOf, readersOf } from './graph.ts';

const FUSED: Partial<Record<string, string>> = {
  Conv2D: '_FusedConv2D',
  _FusedConv2D: '_FusedConv2D',
  DepthwiseConv2dNative: 'FusedDepthwiseConv2dNative',
  FusedDepthwiseConv2dNative: 'FusedDepthwiseConv2dNative',
};

/**
 * Folds what follows a convolution into it: factors and summands of each channel (a batch normalisation) into
 * kernel and bias, then a ReLU or ReLU6. The one node that is left has the name of the last, so that whoever reads
 * that value still finds it; values in between are gone, unless somebody else reads them too. A product of tokens with
 * a constant is a convolution and a reshape, behind which what follows is still folded into the convolution.
 *
 * @param kept nodes that have to stay
 */
export function fuse(editor: Editor, kept: ReadonlySet<string>): void {
  const readers = readersOf([...editor.nodes.values()]);
  const only = (name: string): GraphNode | null => {
    const [reader, ...others] = readers.get(name) ?? [];
    return reader && others.length === 0 && !kept.has(name) ? reader : null;
  };
  for (const convolution of [...editor.nodes.values()]) {
    const op = FUSED[convolution.op];
    if (!op || !editor.nodes.has(convolution.name)) continue;
    const activations = read.texts(convolution.attr, 'fused_ops').filter((name) => name !== 'BiasAdd');
    if (activations.length > 0) continue;
    const chain: GraphNode[] = [];
    const steps: { op: string; values: Float32Array }[] = [];
    let at = convolution.name;
    let unfolded: GraphNode | null = null;
    for (let node = only(at); node; node = only(at)) {
      const step = channelStep(editor, node, at);
      if (step) steps.push(step);
      else if (!unfolded && keepsChannels(editor, node, at)) unfolded = node;
      else break;
      chain.push(node);
      at = node.name;
    }
    const gate = only(at);
    const activation = gate && (gate.op === 'Relu' || gate.op === 'Relu6') ? gate : null;
    if (activation) {
      chain.push(activation);
      at = activation.name;
    }
    // A reshape alone, or behind all steps, stays where it is.
    if (unfolded && chain.at(-1) === unfolded) {
      chain.pop();
      unfolded = null;
      at = chain.at(-1)?.name ?? convolution.name;
    }
    if (chain.length === 0) continue;
    const [image, kernel, bias] = inputsOf(convolution);
    const [factors, shift] = combined(
      steps,
      bias ? floatsOf(editor.weights.get(bias)!) : null,
      outputs(editor, convolution),
    );
    const scaled = factors ? scaleKernel(editor, kernel!, factors) : kernel!;
    const shifted = steps.length > 0 || !bias ? editor.floats([shift.length], shift) : bias;
    const attrs: Attrs = {
      ...convolution.attr,
      fused_ops: attr.texts(['BiasAdd', ...(activation ? [activation.op] : [])]),
      num_args: attr.int(1),
      epsilon: attr.float(0),
    };
    for (const { name } of [convolution, ...chain]) editor.nodes.delete(name);
    const product = unfolded ? convolution.name : at;
    editor.nodes.set(product, { name: product, op, input: [image!, scaled, shifted], attr: attrs });
    if (unfolded) {
      const shape = inputsOf(unfolded)[1]!;
      editor.nodes.set(at, { ...unfolded, name: at, input: [product, shape] });
      readers.set(product, [editor.node(at)]);
    }
    readers.set(
      image!,
      (readers.get(image!) ?? []).map((node) => (node === convolution ? editor.node(product) : node)),
    );
  }
}

/** A reshape behind which the last axis still holds the channels: tokens, whose product with a constant it ends. */
const keepsChannels = (editor: Editor, node: GraphNode, from: string): boolean =>
  node.op === 'Reshape' && editor.shape(node.name).at(-1) === editor.shape(from).at(-1);

const outputs = (editor: Editor, { name }: GraphNode): number => editor.shape(name).at(-1)!;

/** A node that multiplies, or shifts, each channel by a constant of its own. */
function channelStep(
  editor: Editor,
  node: GraphNode,
  from: string,
): { op: string; values: Float32Array } | null {
  if (!['Mul', 'AddV2', 'Add', 'Sub', 'BiasAdd', 'RealDiv'].includes(node.op)) return null;
  const [left, right] = inputsOf(node);
  const other = left === from ? right! : left!;
  const weight = editor.weights.get(other);
  if (weight?.spec.dtype !== 'float32') return null;
  if (left !== from && (node.op === 'Sub' || node.op === 'RealDiv')) return null;
  const channels = editor.shape(node.name).at(-1)!;
  const shape = editor.shape(other);
  const size = sizePerImage(shape);
  if (size !== 1 && !(size === channels && shape.at(-1) === channels)) return null;
  if (editor.shape(from).at(-1) !== channels || editor.shape(from).length !== editor.shape(node.name).length)
    return null;
  const values = floatsOf(weight);
  return { op: node.op, values: size === channels ? values : new Float32Array(channels).fill(values[0]!) };
}

/** One factor (null: all are one) and one summand a channel for a run of steps after a bias. */
function combined(
  steps: readonly { op: string; values: Float32Array }[],
  bias: Float32Array | null,
  channels: number,
): [Float64Array | null, Float32Array] {
  let factors: Float64Array | null = null;
  const shift = Float64Array.from(bias ?? new Float32Array(channels));
  for (const { op, values } of steps) {
    if (op === 'Mul' || op === 'RealDiv') {
      const by = Float64Array.from(values, (v) => (op === 'Mul' ? v : 1 / v));
      factors = (factors ?? new Float64Array(channels).fill(1)).map((f, i) => f * by[i]!);
      shift.forEach((s, i) => {
        shift[i] = s * by[i]!;
      });
    } else {
      values.forEach((v, i) => {
        shift[i]! += op === 'Sub' ? -v : v;
      });
    }
  }
  return [factors, Float32Array.from(shift)];
}

/** Channels are the last axis of a kernel, or its last two where it is depthwise. */
function scaleKernel(editor: Editor, kernel: string, factors: Float64Array): string {
  const weight = editor.weights.get(kernel)!;
  return editor.floats(editor.shape(kernel), () => {
    const values = floatsOf(weight).slice();
    for (let i = 0; i < values.length; i++) values[i]! *= factors[i % factors.length]!;
    return values;
  });
}
