import { LIMITS } from '../limits.ts';
import { broken } from '../refusal.ts';
import type { Attribute, OnnxGraph, OnnxModel, OnnxNode, TensorProto, ValueInfo } from './model.ts';
import { type Field, readMessage } from './wire.ts';

/**
 * An ONNX file as data. Weights are views of `bytes`.
 *
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 *
 * @throws Refusal on anything that is no ONNX model, or exceeds what limits.ts allows
 */
export function readModel(bytes: Uint8Array): OnnxModel {
  const opsets = new Map<string, number>();
  let irVersion = 0;
  let producer = '';
  const graphs: OnnxGraph[] = [];
  let functions = 0;
  readMessage(bytes, (field, value) => {
    if (field === 1) irVersion = value.int();
    else if (field === 2) producer = value.text();
    else if (field === 3) producer = `${producer} ${value.text()}`.trim();
    else if (field === 7) graphs.push(readGraph(value));
    else if (field === 8) {
      const { domain, version } = readOpset(value);
      opsets.set(domain === 'ai.onnx' ? '' : domain, version);
    } else if (field === 25) {
      value.bytes();
      functions += 1;
    } else return false;
    return true;
  });
  const graph = graphs.at(-1);
  if (!graph) {
    throw broken(
      'not-onnx',
      'The file holds no ONNX graph.',
      'Choose the .onnx file that your exporter wrote.',
    );
  }
  return { irVersion, producer, opsets, graph, functions };
}

/** A tensor that stands alone in a file, such as ONNX's test data. */
export function readTensor(bytes: Uint8Array): TensorProto {
  const into = emptyTensor();
  readMessage(bytes, tensorField(into));
  return into;
}

function capped<T>(list: T[], limit: number, what: string): (item: T) => void {
  return (item) => {
    if (list.length >= limit) throw broken('too-large', `The file has more than ${limit} ${what}.`);
    list.push(item);
  };
}

function readOpset(value: Field) {
  let domain = '';
  let version = 1;
  value.message((field, inner) => {
    if (field === 1) domain = inner.text();
    else if (field === 2) version = inner.int();
    else return false;
    return true;
  });
  return { domain, version };
}

function readGraph(value: Field): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const initialisers: TensorProto[] = [];
  const inputs: ValueInfo[] = [];
  const outputs: ValueInfo[] = [];
  const add = {
    node: capped(nodes, LIMITS.nodes, 'nodes'),
    initialiser: capped(initialisers, LIMITS.initialisers, 'weights'),
    input: capped(inputs, LIMITS.initialisers, 'inputs'),
    output: capped(outputs, LIMITS.arity, 'outputs'),
  };
  let name = '';
  let sparse = 0;
  value.message((field, inner) => {
    if (field === 1) add.node(readNode(inner));
    else if (field === 2) name = inner.text();
    else if (field === 5) add.initialiser(readTensorField(inner));
    else if (field === 11) add.input(readValueInfo(inner));
    else if (field === 12) add.output(readValueInfo(inner));
    else if (field === 15) {
      inner.bytes();
      sparse += 1;
    } else return false;
    return true;
  });
  return { name, nodes, initialisers, sparse, inputs, outputs };
}

function readNode(value: Field): OnnxNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, Attribute>();
  const metadata = new Map<string, string>();
  const addInput = capped(inputs, LIMITS.arity, 'inputs of one node');
  const addOutput = capped(outputs, LIMITS.arity, 'outputs of one node');
  let [name, op, domain] = ['', '', ''];
  value.message((field, inner) => {
    if (field === 1) addInput(inner.text());
    else if (field === 2) addOutput(inner.text());
    else if (field === 3) name = inner.text();
    else if (field === 4) op = inner.text();
    else if (field === 5) {
      const [key, attribute] = readAttribute(inner);
      if (attributes.size >= LIMITS.attributes) {
        throw broken('too-large', `A node has more than ${LIMITS.attributes} attributes.`);
      }
      attributes.set(key, attribute);
    } else if (field === 7) domain = inner.text();
    else if (field === 9) {
      const [key, text] = readEntry(inner);
      if (key.startsWith('pkg.torch.onnx.n')) metadata.set(key, text);
    } else return false;
    return true;
  });
  return { name, op, domain: domain === 'ai.onnx' ? '' : domain, inputs, outputs, attributes, metadata };
}

const KINDS: Record<number, Attribute['kind']> = {
  1: 'float',
  2: 'int',
  3: 'text',
  4: 'tensor',
  6: 'floats',
  7: 'ints',
  8: 'texts',
};

function readAttribute(value: Field): [string, Attribute] {
  let name = '';
  let type = 0;
  const got = { float: 0, int: 0, text: '', tensor: null as TensorProto | null };
  const lists = { floats: [] as number[], ints: [] as number[], texts: [] as string[] };
  let seen = '' as Attribute['kind'] | '';
  value.message((field, inner) => {
    if (field === 1) name = inner.text();
    else if (field === 2) [got.float, seen] = [inner.float(), 'float'];
    else if (field === 3) [got.int, seen] = [inner.int(), 'int'];
    else if (field === 4) [got.text, seen] = [shortText(inner), 'text'];
    else if (field === 5) [got.tensor, seen] = [readTensorField(inner), 'tensor'];
    else if (field === 7) {
      inner.floats(lists.floats);
      seen = 'floats';
    } else if (field === 8) {
      inner.ints(lists.ints);
      seen = 'ints';
    } else if (field === 9) {
      lists.texts.push(inner.text());
      seen = 'texts';
    } else if (field === 20) type = inner.int();
    else return false;
    return true;
  });
  // Old files leave the type out; protobuf leaves a zero or an empty list out.
  const kind = type === 0 ? seen || 'other' : (KINDS[type] ?? 'other');
  switch (kind) {
    case 'float':
    case 'int':
      return [name, { kind, value: got[kind] }];
    case 'text':
      return [name, { kind, value: got.text }];
    case 'tensor':
      return [name, got.tensor ? { kind, value: got.tensor } : { kind: 'other' }];
    case 'floats':
    case 'ints':
      return [name, { kind, value: lists[kind] }];
    case 'texts':
      return [name, { kind, value: lists.texts }];
    default:
      return [name, { kind: 'other' }];
  }
}

/** Attributes' bytes may be anything (a compiled kernel); what is too long to be a word is read as none. */
function shortText(value: Field): string {
  try {
    return value.text();
  } catch {
    return '';
  }
}

type Open<T> = { -readonly [Key in keyof T]: T[Key] };

interface OpenTensor extends Open<Omit<TensorProto, 'dims' | 'numbers' | 'external'>> {
  dims: number[];
  numbers: number[];
  external: Map<string, string> | null;
}

const emptyTensor = (): OpenTensor => ({
  name: '',
  dims: [],
  type: 0,
  raw: null,
  numbers: [],
  floats: null,
  external: null,
});

function readTensorField(value: Field): TensorProto {
  const into = emptyTensor();
  value.message(tensorField(into));
  return into;
}

function tensorField(into: OpenTensor): (field: number, value: Field) => boolean {
  return (field, value) => {
    if (field === 1) {
      value.ints(into.dims);
      if (into.dims.length > LIMITS.rank) {
        throw broken('bad-tensor', `A tensor of the file has more than ${LIMITS.rank} axes.`);
      }
    } else if (field === 2) into.type = value.int();
    else if (field === 4) {
      // Wire type 2, packed: megabytes of weights in old files, hence a view.
      if (value.packed && !into.floats) into.floats = value.bytes();
      else value.floats(into.numbers);
    } else if (field === 5 || field === 7 || field === 11) value.ints(into.numbers);
    else if (field === 8) into.name = value.text();
    else if (field === 9) into.raw = value.bytes();
    else if (field === 10) value.doubles(into.numbers);
    else if (field === 13) {
      const [key, text] = readEntry(value);
      into.external ??= new Map();
      into.external.set(key, text);
    } else if (field === 14) {
      if (value.int() === 1) into.external ??= new Map();
    } else return false;
    return true;
  };
}

function readEntry(value: Field): [string, string] {
  let key = '';
  let text = '';
  value.message((field, inner) => {
    if (field === 1) key = inner.text();
    else if (field === 2) text = shortText(inner);
    else return false;
    return true;
  });
  return [key, text];
}

function readValueInfo(value: Field): ValueInfo {
  let name = '';
  let type = 0;
  let dims: (number | string)[] | null = null;
  const readDimension = (inner: Field) => {
    let dim: number | string = '';
    inner.message((field, part) => {
      if (field === 1) dim = part.int();
      else if (field === 2) dim = part.text();
      else return false;
      return true;
    });
    dims?.push(dim);
    if ((dims?.length ?? 0) > LIMITS.rank) {
      throw broken('bad-tensor', `An input or output has more than ${LIMITS.rank} axes.`);
    }
  };
  const readShape = (inner: Field) => {
    dims = [];
    inner.message((field, part) => {
      if (field !== 1) return false;
      readDimension(part);
      return true;
    });
  };
  const readTensorType = (inner: Field) =>
    inner.message((field, part) => {
      if (field === 1) type = part.int();
      else if (field === 2) readShape(part);
      else return false;
      return true;
    });
  value.message((field, inner) => {
    if (field === 1) name = inner.text();
    else if (field === 2) {
      inner.message((kind, part) => {
        if (kind !== 1) return false;
        readTensorType(part);
        return true;
      });
    } else return false;
    return true;
  });
  return { name, type, dims };
}
