import { type Attrs, attr, read } from './attr.ts';
import { sizePerImage } from './dims.ts';
import type { Editor } from './editor.ts';
import { floatsOf, floatWeight, type GraphNode, inputsOf, readersOf } from './graph.ts';

const FUSED: Partial<Record<string, string>> = {
  Conv2D: '_FusedConv2D',
  _FusedConv2D: '_FusedConv2D',
  DepthwiseConv2dNative: 'FusedDepthwiseConv2dNative',
  FusedDepthwiseConv2dNative: 'FusedDepthwiseConv2dNative',
};

/**
 * Folds what follows a convolution into it: factors and summands of each channel (a batch normalisation) into
 * kernel and bias, then a ReLU or ReLU6, or the clip that stands for one. The one node that is left has the name and the
 * place of the last, so that whoever reads that value still finds it; values in between are gone, unless somebody else
 * reads them too. A product of tokens with a constant is a convolution and a reshape, behind which what follows is still
 * folded into the convolution. Constants keep their names and places where nobody else reads them.
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
    const steps: ChannelStep[] = [];
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
    let gate: Gate | null = null;
    for (let node = only(at); node; node = only(at)) {
      const next = gateWith(editor, gate, node);
      if (!next) break;
      gate = next;
      chain.push(node);
      at = node.name;
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
    const isOwn = readers.get(kernel!)?.length === 1;
    const scaled = factors ? scaleKernel(editor, kernel!, factors, isOwn) : kernel!;
    const summand = steps.length === 0 ? bias : bias ? undefined : loneSummand(editor, steps);
    const shifted = summand ?? editor.floats([shift.length], shift);
    const attrs: Attrs = {
      ...convolution.attr,
      fused_ops: attr.texts(['BiasAdd', ...(gate ? [gate] : [])]),
      num_args: attr.int(1),
      epsilon: attr.float(0),
    };
    const product = unfolded ? convolution.name : at;
    for (const { name } of [convolution, ...chain])
      if (name !== product && name !== at) editor.nodes.delete(name);
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

type Gate = 'Relu' | 'Relu6';

/** The gate that a node makes behind another: clipping what a ReLU gave to 6 is a ReLU6, clipping it to 0 is nothing. */
function gateWith(editor: Editor, before: Gate | null, node: GraphNode): Gate | null {
  if (before === null) return node.op === 'Relu' || node.op === 'Relu6' ? node.op : null;
  const bound = inputsOf(node).flatMap((name) => {
    const weight = editor.weights.get(name);
    return weight?.spec.dtype === 'float32' && sizePerImage(weight.spec.shape) === 1
      ? floatsOf(weight)[0]!
      : [];
  })[0];
  if (node.op === 'Minimum' && bound === 6) return 'Relu6';
  return node.op === 'Maximum' && bound === 0 ? before : null;
}

interface ChannelStep {
  readonly op: string;
  /** One for each channel. */
  readonly values: Float32Array;
  /** The constant that holds them. */
  readonly constant: string;
}

/** A node that multiplies, or shifts, each channel by a constant of its own. */
function channelStep(editor: Editor, node: GraphNode, from: string): ChannelStep | null {
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
  const each = size === channels ? values : new Float32Array(channels).fill(values[0]!);
  return { op: node.op, values: each, constant: other };
}

const FACTORS = new Set(['Mul', 'RealDiv']);

/** The constant that is the whole bias: it is added at the end, as a vector, and nothing else is. */
function loneSummand(editor: Editor, steps: readonly ChannelStep[]): string | undefined {
  const { op, values, constant } = steps.at(-1)!;
  const isLone = op !== 'Sub' && steps.every((step, i) => FACTORS.has(step.op) === i < steps.length - 1);
  return isLone && editor.shape(constant).join() === String(values.length) ? constant : undefined;
}

/** One factor (null: all are one) and one summand a channel for a run of steps after a bias. */
function combined(
  steps: readonly ChannelStep[],
  bias: Float32Array | null,
  channels: number,
): [Float64Array | null, Float32Array] {
  let factors: Float64Array | null = null;
  const shift = Float64Array.from(bias ?? new Float32Array(channels));
  for (const { op, values } of steps) {
    if (FACTORS.has(op)) {
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
function scaleKernel(editor: Editor, kernel: string, factors: Float64Array, inPlace: boolean): string {
  const weight = editor.weights.get(kernel)!;
  const shape = editor.shape(kernel);
  const scaled = () => {
    const values = floatsOf(weight).slice();
    for (let i = 0; i < values.length; i++) values[i]! *= factors[i % factors.length]!;
    return values;
  };
  if (!inPlace) return editor.floats(shape, scaled);
  editor.weights.set(kernel, floatWeight(kernel, shape, scaled));
  return kernel;
}
