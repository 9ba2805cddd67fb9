import type { Attrs } from './attr.ts';
import type { Dims, Values } from './dims.ts';
import { broken } from './refusal.ts';

/** One node of a tfjs graph, as `model.json` holds it. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Attrs;
}

export interface WeightSpec {
  readonly name: string;
  readonly shape: number[];
  readonly dtype: 'float32' | 'int32' | 'bool' | 'uint8';
  readonly quantization?: Quantization;
}

/** How values are stored where they are not as `dtype` says: in half precision, or as whole numbers with a scale. */
export type Quantization =
  | { readonly dtype: 'float16'; readonly original_dtype?: string }
  | { readonly dtype: 'uint8' | 'uint16'; readonly scale: number; readonly min: number };

/** A constant. The bytes are made when asked for, so that a large file is in memory once while it is read. */
export interface Weight {
  readonly spec: WeightSpec;
  /** Little-endian, row-major, as the spec says; may be a view of a file. */
  readonly bytes: () => Uint8Array;
}

/** A network: nodes in any order, constants included; one weight per `Const` node. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly weights: ReadonlyMap<string, Weight>;
  /** The placeholder of the image. */
  readonly input: string;
}

/** The names of the nodes whose first output this node reads, in order. */
export function inputsOf(node: GraphNode): string[] {
  return (node.input ?? []).map((reference) => {
    const colon = reference.lastIndexOf(':');
    const [name, output] =
      colon < 0 ? [reference, '0'] : [reference.slice(0, colon), reference.slice(colon + 1)];
    if (!name || name.startsWith('^') || output !== '0') {
      throw broken(
        'unsupported-form',
        `Node ${node.name} reads '${reference}': control inputs and further outputs are not supported.`,
      );
    }
    return name;
  });
}

export const byName = (nodes: readonly GraphNode[]): Map<string, GraphNode> =>
  new Map(nodes.map((node) => [node.name, node]));

/** The value under a name that has to be there. */
export function required<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw broken('bad-graph', `The graph has nothing named '${name}'.`);
  return value;
}

/** Who reads each node, in node order. */
export function readersOf(nodes: readonly GraphNode[]): Map<string, GraphNode[]> {
  const readers = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    for (const input of new Set(inputsOf(node))) {
      const known = readers.get(input);
      if (known) known.push(node);
      else readers.set(input, [node]);
    }
  }
  return readers;
}

/**
 * Nodes so ordered that each stands after its inputs; those that nothing orders stay as they were.
 *
 * @throws Refusal where a node reads itself by a detour, or reads what is not there
 */
export function sorted(nodes: readonly GraphNode[]): GraphNode[] {
  const known = byName(nodes);
  if (known.size !== nodes.length) throw broken('bad-graph', 'Two nodes of the graph have the same name.');
  const out = new Set<GraphNode>();
  const begun = new Set<GraphNode>();
  for (const last of nodes) {
    const open = [last];
    for (let node = open.at(-1); node; node = open.at(-1)) {
      const missing = inputsOf(node)
        .map((name) => required(known, name))
        .filter((input) => !out.has(input));
      if (missing.length === 0) {
        out.add(node);
        open.pop();
        continue;
      }
      // What it waited for has been put out since, unless that waits for it.
      if (begun.has(node)) throw broken('bad-graph', 'The graph has a cycle: a node needs its own result.');
      begun.add(node);
      open.push(...missing.toReversed());
    }
  }
  return [...out];
}

/** The float values of a weight, row-major; half precision is widened without loss, whole numbers are scaled. */
export function floatsOf({ spec, bytes }: Weight): Float32Array {
  if (spec.dtype !== 'float32')
    throw broken('bad-weights', `Weight ${spec.name} is ${spec.dtype}, not float32.`);
  return spec.quantization
    ? dequantised(bytes(), spec.quantization, Float32Array)
    : aligned(bytes(), Float32Array);
}

/** The numbers that are stored in another form. */
export function dequantised<T extends Values>(
  raw: Uint8Array,
  quantization: Quantization,
  Type: new (length: number) => T,
): T {
  const stored = quantization.dtype === 'uint8' ? raw : aligned(raw, Uint16Array);
  const out = new Type(stored.length);
  const numberOf =
    quantization.dtype === 'float16'
      ? fromFloat16
      : (value: number) => value * quantization.scale + quantization.min;
  for (let i = 0; i < out.length; i++) out[i] = numberOf(stored[i]!);
  return out;
}

/** The whole numbers of a weight. */
export function intsOf({ spec, bytes }: Weight): number[] {
  if (spec.dtype !== 'int32') throw broken('bad-weights', `Weight ${spec.name} is ${spec.dtype}, not int32.`);
  return [...aligned(bytes(), Int32Array)];
}

interface View<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, offset: number, length: number): T;
}

/** Bytes as numbers: a view where alignment allows, else a copy. */
export function aligned<T>(bytes: Uint8Array, Type: View<T>): T {
  const each = Type.BYTES_PER_ELEMENT;
  const at = bytes.byteOffset % each === 0 ? bytes : bytes.slice();
  return new Type(at.buffer, at.byteOffset, Math.floor(at.byteLength / each));
}

/** IEEE 754 half precision to a number, exactly. */
export function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

export const bytesOf = (array: Float32Array | Int32Array | Uint8Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

/** A float32 weight from its values, or from what makes them once they are asked for. */
export function floatWeight(name: string, shape: Dims, values: Float32Array | (() => Float32Array)): Weight {
  const bytes = () => bytesOf(typeof values === 'function' ? values() : values);
  return { spec: { name, shape: [...shape], dtype: 'float32' }, bytes };
}

export const intWeight = (name: string, shape: Dims, values: readonly number[]): Weight => ({
  spec: { name, shape: [...shape], dtype: 'int32' },
  bytes: () => bytesOf(Int32Array.from(values)),
});

/** What tfjs's GraphModel loads. `weightData` is the one copy that is made of the weights. */
export interface Artifacts {
  readonly modelTopology: {
    readonly node: readonly GraphNode[];
    readonly library: object;
    readonly versions: object;
  };
  readonly weightSpecs: WeightSpec[];
  readonly weightData: ArrayBuffer;
}

export function toArtifacts(graph: Graph): Artifacts {
  const weights = [...graph.weights.values()];
  const lengths = weights.map(({ spec }) => byteLength(spec));
  const packed = new Uint8Array(lengths.reduce((sum, n) => sum + n, 0));
  let at = 0;
  weights.forEach(({ bytes }, i) => {
    packed.set(bytes(), at);
    at += lengths[i]!;
  });
  return {
    modelTopology: { node: graph.nodes, library: {}, versions: {} },
    weightSpecs: weights.map(({ spec }) => spec),
    weightData: packed.buffer,
  };
}

const BYTES = { float32: 4, int32: 4, float16: 2, uint16: 2, bool: 1, uint8: 1 } as const;

export const byteLength = ({ shape, dtype, quantization }: WeightSpec): number =>
  shape.reduce((n, d) => n * d, BYTES[quantization?.dtype ?? dtype]);
