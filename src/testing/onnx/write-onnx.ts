import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** A node as tests write it: whole numbers, floats, text and lists of whole numbers become attributes. */
export interface WrittenNode {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly name?: string;
  readonly domain?: string;
  readonly attributes?: Readonly<Record<string, number | string | readonly number[] | { float: number }>>;
}

export interface WrittenTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly floats?: Float32Array;
  readonly ints?: readonly number[];
  readonly type?: number;
  readonly raw?: Uint8Array;
  readonly external?: Readonly<Record<string, string>>;
}

export interface Written {
  readonly nodes: readonly WrittenNode[];
  readonly tensors?: readonly WrittenTensor[];
  readonly inputs?: readonly { name: string; dims: readonly (number | string)[]; type?: number }[];
  readonly outputs?: readonly string[];
  readonly opset?: number;
  readonly producer?: string;
}

type Fill = (writer: BinaryWriter) => void;

function message(writer: BinaryWriter, field: number, fill: Fill): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  fill(writer);
  writer.join();
}
const text = (w: BinaryWriter, field: number, value: string) =>
  w.tag(field, WireType.LengthDelimited).string(value);
const int = (w: BinaryWriter, field: number, value: number) => w.tag(field, WireType.Varint).int64(value);

/** An ONNX file, made by hand: small networks of which tests know everything, and hostile ones. */
export function writeOnnx({
  nodes,
  tensors = [],
  inputs,
  outputs,
  opset = 17,
  producer = 'test',
}: Written): Uint8Array {
  const writer = new BinaryWriter();
  int(writer, 1, 8);
  text(writer, 2, producer);
  message(writer, 7, (graph) => {
    for (const node of nodes) message(graph, 1, (w) => writeNode(w, node));
    for (const tensor of tensors) message(graph, 5, (w) => writeTensor(w, tensor));
    for (const { name, dims, type = 1 } of inputs ?? [{ name: 'image', dims: ['n', 3, 16, 16] }]) {
      message(graph, 11, (w) => writeInfo(w, name, dims, type));
    }
    for (const name of outputs ?? [nodes.at(-1)!.outputs[0]!])
      message(graph, 12, (w) => writeInfo(w, name, null, 1));
  });
  message(writer, 8, (w) => int(w, 2, opset));
  return writer.finish();
}

function writeNode(
  w: BinaryWriter,
  { op, inputs, outputs, name, domain, attributes = {} }: WrittenNode,
): void {
  for (const input of inputs) text(w, 1, input);
  for (const output of outputs) text(w, 2, output);
  if (name) text(w, 3, name);
  text(w, 4, op);
  if (domain) text(w, 7, domain);
  for (const [key, value] of Object.entries(attributes)) {
    message(w, 5, (a) => {
      text(a, 1, key);
      if (typeof value === 'number') int(int(a, 3, value), 20, 2);
      else if (typeof value === 'string') int(text(a, 4, value), 20, 3);
      else if ('float' in value) int(a.tag(2, WireType.Bit32).float(value.float), 20, 1);
      else {
        for (const item of value) int(a, 8, item);
        int(a, 20, 7);
      }
    });
  }
}

function writeTensor(
  w: BinaryWriter,
  { name, dims, floats, ints, type, raw, external }: WrittenTensor,
): void {
  for (const d of dims) int(w, 1, d);
  int(w, 2, type ?? (ints ? 7 : 1));
  for (const value of ints ?? []) int(w, 7, value);
  text(w, 8, name);
  const bytes = raw ?? (floats && new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength));
  if (bytes) w.tag(9, WireType.LengthDelimited).bytes(bytes);
  if (!external) return;
  for (const [key, value] of Object.entries(external)) {
    message(w, 13, (entry) => {
      text(entry, 1, key);
      text(entry, 2, value);
    });
  }
  int(w, 14, 1);
}

/** @param dims null where the file leaves them to be inferred */
function writeInfo(
  w: BinaryWriter,
  name: string,
  dims: readonly (number | string)[] | null,
  type: number,
): void {
  text(w, 1, name);
  message(w, 2, (t) =>
    message(t, 1, (tensor) => {
      int(tensor, 1, type);
      if (!dims) return;
      message(tensor, 2, (shape) => {
        for (const d of dims) {
          message(shape, 1, (dim) => {
            if (typeof d === 'number') int(dim, 1, d);
            else text(dim, 2, d);
          });
        }
      });
    }),
  );
}

/** Weights by formula, between -1 and 1, so that no test needs a file. */
export const waves = (count: number, seed = 1): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(12.9898 * (i + 1) * (1 + seed / 7)) * 0.5);

/** A convolution, a ReLU, the mean over positions and a linear layer: `embedding`, `[n, 8]`. */
export function smallNetwork(change: Partial<Written> = {}, kernel: Partial<WrittenTensor> = {}): Uint8Array {
  return writeOnnx({
    nodes: [
      {
        op: 'Conv',
        inputs: ['image', 'kernel'],
        outputs: ['conv'],
        attributes: { pads: [1, 1, 1, 1], strides: [2, 2] },
      },
      { op: 'Relu', inputs: ['conv'], outputs: ['relu'] },
      { op: 'GlobalAveragePool', inputs: ['relu'], outputs: ['pool'] },
      { op: 'Flatten', inputs: ['pool'], outputs: ['flat'] },
      { op: 'Gemm', inputs: ['flat', 'matrix'], outputs: ['embedding'] },
    ],
    tensors: [
      { name: 'kernel', dims: [8, 3, 3, 3], floats: waves(216), ...kernel },
      { name: 'matrix', dims: [8, 16], floats: waves(128, 2) },
    ],
    ...change,
  });
}
