import { attr } from '../attr.ts';
import { type Dims, permute, range } from '../dims.ts';
import type { Graph } from '../graph.ts';
import { broken, quoted, Refusal } from '../refusal.ts';
import { Builder } from './builder.ts';
import { checkOperators } from './check-operators.ts';
import { elementName, type OnnxModel, type OnnxNode } from './model.ts';
import { isOperator, OPERATORS } from './ops/index.ts';
import { Step } from './step.ts';
import { type Constant, decode, type ExternalFiles } from './tensor.ts';
import { isConstant, type Live, NHWC, type Value } from './value.ts';

export interface ConvertOptions {
  /** Shapes of the inputs that depend on the image, in ONNX's order; `BATCH` where the number of images is free. */
  readonly shapes: ReadonlyMap<string, Dims>;
  /** Inputs that are known. */
  readonly known?: ReadonlyMap<string, Constant>;
  /** Weights that lie beside the network. */
  readonly files?: ExternalFiles;
}

export interface Converted {
  /** Nothing is cut off: nodes stand in the order of the file. */
  readonly graph: Graph;
  /** What each node gives, in its own order of axes. */
  readonly shapes: ReadonlyMap<string, Dims>;
  /** What became of each value of the file. */
  readonly values: ReadonlyMap<string, Value>;
  /** The placeholder of each input. */
  readonly inputs: ReadonlyMap<string, Live>;
}

/**
 * An ONNX network as a tfjs graph, without any tensor: shapes by formula, all that does not depend on the image
 * computed here. Images lie as NHWC; a permutation of axes is carried with each value, so that most transpositions
 * are only a new name.
 *
 * @throws Refusal naming the operator and its node
 */
export function convert(model: OnnxModel, { shapes, known, files = new Map() }: ConvertOptions): Converted {
  const opset = model.opsets.get('') ?? 1;
  checkOperators(model);
  const b = new Builder();
  const values = new Map<string, Value>();
  const define = (name: string, value: Value) => {
    if (name === '') return;
    if (values.has(name)) throw broken('bad-graph', `Two nodes of the file make the value ${quoted(name)}.`);
    values.set(name, value);
  };
  for (const tensor of model.graph.initialisers) define(tensor.name, decode(tensor, files));
  for (const [name, value] of known ?? []) define(name, value);
  const inputs = new Map<string, Live>();
  for (const info of model.graph.inputs) {
    if (values.has(info.name)) continue;
    const dims = shapes.get(info.name);
    if (!dims) throw broken('no-image-input', `The input ${quoted(info.name)} has no shape.`);
    const input = placeholder(b, dims, info.type, info.name);
    inputs.set(info.name, input);
    define(info.name, input);
  }
  for (const node of inOrder(model.graph.nodes, values)) {
    const given = node.inputs.map((name) => (name === '' ? undefined : values.get(name)));
    const made = withNode(node, () => {
      if (!isOperator(node.op)) throw broken('unsupported-operator', 'It is not known.');
      return OPERATORS[node.op](new Step(node, opset, b, given, files));
    });
    const outputs = Array.isArray(made) ? made : [made];
    node.outputs.forEach((name, i) => {
      const value = outputs[i];
      if (value) define(name, value);
    });
  }
  for (const { name } of model.graph.outputs) {
    const value = values.get(name);
    if (!value) throw broken('bad-graph', `The output ${quoted(name)} is made by no node.`);
    if (!isConstant(value) && value.narrow) {
      values.set(name, {
        node: b.plain(value),
        dims: value.dims,
        order: range(value.dims.length),
        type: value.type,
      });
    }
  }
  const [input] = inputs.values();
  return {
    graph: { nodes: b.nodes, weights: b.weights, input: input?.node ?? '' },
    shapes: b.shapes,
    values,
    inputs,
  };
}

function placeholder(b: Builder, dims: Dims, type: number, name: string): Live {
  const element = elementName(type);
  if (!['float32', 'float16', 'float64', 'bfloat16', 'bool'].includes(element)) {
    throw new Refusal(
      'no-image-input',
      `The input ${quoted(name)} takes ${element} values; images are given as floats.`,
      'Export the network with a float32 input.',
    );
  }
  // tf2onnx leaves the channels last, where tfjs wants them.
  const channelsLast = dims.length === 4 && dims[3]! <= 4 && dims[1]! > 4;
  const order = dims.length === 4 && !channelsLast ? NHWC : range(dims.length);
  const isBool = element === 'bool';
  return b.live('Placeholder', [], dims, {
    order,
    type: isBool ? 'bool' : 'float',
    attrs: { dtype: attr.type(isBool ? 'DT_BOOL' : 'DT_FLOAT'), shape: attr.shape(permute(dims, order)) },
  });
}

/**
 * Nodes after what they read. ONNX asks for that order; a file may not keep it.
 *
 * @throws Refusal where a value is made by nobody, or needs itself
 */
function inOrder(nodes: readonly OnnxNode[], given: ReadonlyMap<string, Value>): OnnxNode[] {
  const makers = new Map<string, number>();
  nodes.forEach((node, i) => {
    for (const name of node.outputs) {
      if (name === '') continue;
      if (makers.has(name))
        throw broken('bad-graph', `Two nodes of the file make the value ${quoted(name)}.`);
      makers.set(name, i);
    }
  });
  const readers = nodes.map((): number[] => []);
  const waiting = nodes.map((node, i) => {
    const before = new Set<number>();
    for (const name of node.inputs) {
      if (name === '' || given.has(name)) continue;
      const maker = makers.get(name);
      if (maker === undefined) {
        throw broken(
          'bad-graph',
          `${named(node)} reads ${quoted(name)}, which is neither a weight nor made by any node.`,
        );
      }
      before.add(maker);
    }
    for (const maker of before) readers[maker]!.push(i);
    return before.size;
  });
  const out = range(nodes.length).filter((i) => waiting[i] === 0);
  for (let at = 0; at < out.length; at++) {
    for (const reader of readers[out[at]!]!) {
      waiting[reader]! -= 1;
      if (waiting[reader] === 0) out.push(reader);
    }
  }
  if (out.length !== nodes.length) {
    const stuck = nodes[waiting.findIndex((n) => n > 0)]!;
    throw broken('bad-graph', `The network has a cycle: ${named(stuck)} needs its own result.`);
  }
  return out.map((i) => nodes[i]!);
}

const named = ({ op, name, outputs }: OnnxNode): string => `${op} ${quoted(name || (outputs[0] ?? ''))}`;

/** Says which node a refusal is about. */
function withNode<T>(node: OnnxNode, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.reason, `${named(node)}: ${error.what}`, error.remedy);
  }
}

/** A value that a network gives, when it does not depend on the image it is no embedding. */
export function liveValue(converted: Converted, name: string): Live {
  const value = converted.values.get(name);
  if (!value) throw broken('no-embedding', `The network has no value ${quoted(name)}.`);
  if (isConstant(value)) throw broken('no-embedding', `${quoted(name)} does not depend on the image.`);
  return value;
}
