import { byteLength, type Weight, type WeightSpec } from '../graph.ts';
import { LIMITS } from '../limits.ts';
import { broken, quoted, Refusal } from '../refusal.ts';

/** A node as `model.json` holds it; nothing is checked for sense. */
export interface TfjsNode {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, unknown>>;
}

/** A graph model as its files say it: nodes, and the weights by name. */
export interface TfjsModel {
  readonly producer: string;
  readonly nodes: readonly TfjsNode[];
  readonly weights: ReadonlyMap<string, Weight>;
}

const TYPES: readonly string[] = ['float32', 'int32', 'bool', 'uint8'] satisfies WeightSpec['dtype'][];

const CONVERT_AGAIN =
  'Convert the network again: tensorflowjs_converter --output_format=tfjs_graph_model, and choose model.json and all shards together.';

const bad = (message: string): Refusal => broken('malformed', message, CONVERT_AGAIN);

/** Whether these are the first bytes of JSON. */
export const looksLikeJson = (bytes: Uint8Array): boolean => {
  const first = bytes
    .subarray(0, 64)
    .find((byte) => ![0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf].includes(byte));
  return first === 0x7b;
};

/**
 * `model.json` with the shards that lie beside it, taken by the names that it gives; never fetched.
 *
 * @throws Refusal where it is no graph model, contradicts itself, or a shard is missing
 */
export function readTfjsFiles(json: Uint8Array, beside: ReadonlyMap<string, Uint8Array>): TfjsModel {
  let model: unknown;
  try {
    model = JSON.parse(utf8(json));
  } catch {
    throw bad('The file is not JSON.');
  }
  const { format, modelTopology, weightsManifest, convertedBy, generatedBy } = record(model);
  const topology = record(modelTopology);
  if (format === 'layers-model' || 'model_config' in topology || 'keras_version' in topology) {
    throw new Refusal(
      'not-onnx',
      'This is a tfjs layers model; graph models are read.',
      'Convert it: tensorflowjs_converter --input_format=tfjs_layers_model --output_format=tfjs_graph_model.',
    );
  }
  const { node: nodes } = topology;
  if (!Array.isArray(nodes) || !Array.isArray(weightsManifest)) {
    throw new Refusal(
      'not-onnx',
      'The JSON file is no tfjs graph model: it has no list of nodes or of weights.',
      'Choose the model.json of a tfjs graph model with its shards, or an .onnx file.',
    );
  }
  if (nodes.length > LIMITS.nodes)
    throw bad(`The network has ${nodes.length} nodes; ${LIMITS.nodes} are read.`);
  const library = record(topology.library);
  if (Array.isArray(library.function) && library.function.length > 0) {
    throw new Refusal(
      'unsupported-operator',
      'The network calls functions of its own, which are not run.',
      'Freeze it before converting, so that no control flow is left.',
    );
  }
  return {
    producer: `tfjs graph model${typeof convertedBy === 'string' ? `, ${convertedBy}` : ''}${typeof generatedBy === 'string' ? ` (TensorFlow ${generatedBy})` : ''}`,
    nodes: nodes.map(readNode),
    weights: readWeights(weightsManifest, beside),
  };
}

function readNode(value: unknown): TfjsNode {
  const { name, op, input = [], attr = {} } = record(value);
  if (typeof name !== 'string' || typeof op !== 'string' || name === '' || name.length > LIMITS.text)
    throw bad('A node has no name or no operator.');
  if (
    !Array.isArray(input) ||
    !input.every((one): one is string => typeof one === 'string') ||
    input.length > LIMITS.arity
  )
    throw bad(`The inputs of ${quoted(name)} are no list of names.`);
  return { name, op, input, attr: record(attr) };
}

/** Weights by name, each a view of its shard, from the list that says how they lie there. */
export function readWeights(
  manifest: readonly unknown[],
  beside: ReadonlyMap<string, Uint8Array>,
): Map<string, Weight> {
  const groups = manifest.map(record);
  const paths = groups.flatMap(({ paths }) => (Array.isArray(paths) ? (paths as unknown[]) : []));
  if (!paths.every((path): path is string => typeof path === 'string')) throw bad('A shard has no name.');
  for (const path of paths)
    if (/[/\\]|\.\./.test(path) || path === '') {
      throw broken(
        'unsafe-path',
        `Weights are said to lie at ${quoted(path)}, outside the network's folder.`,
        'Convert again so that the shards lie beside model.json.',
      );
    }
  const missing = paths.filter((path) => !beside.has(path));
  if (missing.length > 0) {
    const names = missing.slice(0, 5).map(quoted).join(', ');
    throw new Refusal(
      'missing-file',
      `The weights are in ${paths.length} files beside model.json, of which ${missing.length} ${missing.length === 1 ? 'is' : 'are'} not there: ${names}${missing.length > 5 ? ', …' : ''}.`,
      `Drop model.json and all shards together.`,
    );
  }
  const found = new Map<string, Weight>();
  for (const { paths: own, weights } of groups) {
    const bytes = joined((own as string[]).map((path) => beside.get(path)!));
    if (!Array.isArray(weights) || weights.length > LIMITS.initialisers)
      throw bad('A group of weights has no list.');
    let at = 0;
    for (const each of weights) {
      const spec = readSpec(each);
      const length = lengthOf(spec);
      if (at + length > bytes.length) {
        throw new Refusal(
          'truncated',
          `The shards hold ${bytes.length} bytes; the weight ${quoted(spec.name)} ends at ${at + length}.`,
          'Copy or download all files again, whole, from the same conversion.',
        );
      }
      const part = bytes.subarray(at, at + length);
      found.set(spec.name, { spec, bytes: () => part });
      at += length;
    }
    if (at !== bytes.length) throw bad(`The shards hold ${bytes.length} bytes; model.json names ${at}.`);
  }
  return found;
}

function readSpec(value: unknown): WeightSpec {
  const { name, shape, dtype, quantization } = record(value);
  const sizes = Array.isArray(shape) && shape.every((d): d is number => Number.isSafeInteger(d) && d >= 0);
  if (typeof name !== 'string' || typeof dtype !== 'string' || !sizes || shape.length > LIMITS.rank)
    throw bad('A weight has no name, type or shape.');
  if (!TYPES.includes(dtype))
    throw new Refusal(
      'bad-tensor',
      `The weight ${quoted(name)} holds ${quoted(dtype)} values, which are not read.`,
      CONVERT_AGAIN,
    );
  if (quantization !== undefined) {
    const { dtype: stored, scale, min } = record(quantization);
    if (stored !== 'float16' && stored !== 'uint8' && stored !== 'uint16')
      throw bad(`The weight ${quoted(name)} is stored as ${quoted(String(stored))}.`);
    if (stored !== 'float16' && !(Number.isFinite(scale) && Number.isFinite(min)))
      throw bad(`The weight ${quoted(name)} has no scale.`);
  }
  // The file's own object: what is written again stays the same.
  return value as WeightSpec;
}

function lengthOf(spec: WeightSpec): number {
  const bytes = byteLength(spec);
  if (!Number.isSafeInteger(bytes))
    throw broken('bad-tensor', `The weight ${quoted(spec.name)} has an impossible shape.`);
  return bytes;
}

/** One shard is a view; several are put together. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** An object, or none of its properties. */
const record = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};

/** UTF-8 as text; `graph` has no DOM, hence no TextDecoder. A byte that belongs to no character is replaced. */
function utf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let chunk: number[] = [];
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i++]!;
    const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let k = 0; k < more; k++) code = (code << 6) | ((bytes[i++] ?? 0) & 0x3f);
    chunk.push(code > 0x10ffff ? 0xfffd : code);
    if (chunk.length === 8192) {
      parts.push(String.fromCodePoint(...chunk));
      chunk = [];
    }
  }
  return (parts.join('') + String.fromCodePoint(...chunk)).replace(/^\ufeff/, '');
}
