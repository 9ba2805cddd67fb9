import { bytesOf, dequantised, type Weight } from '../graph.ts';
import type { OnnxModel, TensorProto, ValueInfo } from '../onnx/model.ts';
import { broken, quoted } from '../refusal.ts';
import { Attributes, Emitter } from './emitter.ts';
import { readTfjsFiles, type TfjsModel, type TfjsNode } from './files.ts';
import { rewrite } from './ops.ts';

/** Whose forms conversion writes: reductions have their axes as attributes, all but the sum. */
const OPSET = 17;

/**
 * A tfjs graph model written in ONNX's operators, its values under the names that they have in the file: what is known
 * of operators, shapes and heads is known once. Weights stay views of the shards, unless they were stored in bytes.
 *
 * @throws Refusal
 */
export const readTfjs = (json: Uint8Array, beside: ReadonlyMap<string, Uint8Array>): OnnxModel =>
  inOnnx(readTfjsFiles(json, beside));

/** The model in ONNX's operators. @throws Refusal */
export function inOnnx({ producer, nodes, weights: stored }: TfjsModel): OnnxModel {
  const weights = new Map([...stored].map(([name, weight]) => [name, tensorOf(weight)]));
  const e = new Emitter(weights);
  const inputs: ValueInfo[] = [];
  const read = new Set<string>();
  const counts = new Map<string, number>();
  for (const node of nodes) {
    if (node.op === 'Const' || node.op === 'NoOp') {
      if (node.op === 'Const' && !weights.has(node.name))
        throw broken('bad-graph', `The constant ${quoted(node.name)} has no weights.`);
      continue;
    }
    if (node.op === 'Placeholder' || node.op === 'PlaceholderWithDefault') {
      inputs.push(inputOf(node));
      continue;
    }
    // Inputs that begin with ^ only say what has to run before.
    const names = node.input.filter((name) => !name.startsWith('^')).map((name) => name.replace(/:0$/, ''));
    for (const name of names) read.add(name.replace(/:\d+$/, ''));
    counts.set(node.op, (counts.get(node.op) ?? 0) + 1);
    rewrite(e, node, names);
  }
  const ends = nodes.filter(
    ({ name, op }) =>
      !read.has(name) && !['Const', 'NoOp', 'Placeholder', 'PlaceholderWithDefault'].includes(op),
  );
  return {
    irVersion: 8,
    producer,
    opsets: new Map([['', OPSET]]),
    functions: 0,
    layout: 'NHWC',
    generated: e.generated,
    operators: counts,
    graph: {
      name: '',
      nodes: e.nodes,
      initialisers: [...weights.values(), ...e.initialisers],
      sparse: 0,
      inputs,
      outputs: ends.map(({ name }) => ({ name, type: 1, dims: null })),
    },
  };
}

/** ONNX's element types. */
const ELEMENTS = { float32: 1, int32: 6, bool: 9, uint8: 2 } as const;

/** Stored as it is where ONNX has the type; half precision, and whole numbers with a scale, are widened. */
function tensorOf({ spec: { name, shape, dtype, quantization }, bytes }: Weight): TensorProto {
  const isInt = dtype === 'int32';
  const values =
    quantization &&
    (isInt
      ? Int32Array.from(dequantised(bytes(), quantization, Float64Array), Math.round)
      : dequantised(bytes(), quantization, Float32Array));
  return {
    name,
    dims: shape,
    type: ELEMENTS[values && !isInt ? 'float32' : dtype],
    raw: values ? bytesOf(values) : bytes(),
    numbers: [],
    floats: null,
    external: null,
  };
}

function inputOf(node: TfjsNode): ValueInfo {
  const { shape } = node.attr as {
    readonly shape?: { readonly shape?: { readonly dim?: readonly { readonly size?: string | number }[] } };
  };
  const dim = shape?.shape?.dim;
  const sizes = Array.isArray(dim)
    ? dim.map((each: { size?: string | number } | null) => Number(each?.size ?? -1))
    : [];
  const dims = sizes.length === 4 ? sizes : [-1, -1, -1, 3];
  // Pixels as whole numbers are given as floats all the same.
  const isBool = new Attributes(node).type('dtype') === 'DT_BOOL';
  return {
    name: node.name,
    type: isBool ? 9 : 1,
    dims: dims.map((size, i) => (Number.isSafeInteger(size) && size > 0 ? size : ['n', 'h', 'w', 'c'][i]!)),
  };
}
