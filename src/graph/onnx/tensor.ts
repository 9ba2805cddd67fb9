import { type Dims, sizeOf, type Values } from '../dims.ts';
import { aligned, fromFloat16 } from '../graph.ts';
import { broken, quoted, Refusal } from '../refusal.ts';
import { elementName, kindOf, type TensorProto } from './model.ts';

/** A file that holds weights apart, by its base name. */
export type ExternalFiles = ReadonlyMap<string, Uint8Array>;

/**
 * A constant: values by row-major index. Decoded when they are asked for and kept; floats are float32, all else is
 * doubles, in which whole numbers are exact up to 2^53.
 */
export class Constant {
  readonly dims: Dims;
  readonly type: 'float' | 'int' | 'bool';
  private readonly make: () => Values;
  private made: Values | null = null;

  constructor(dims: Dims, type: 'float' | 'int' | 'bool', values: Values | (() => Values)) {
    this.dims = dims;
    this.type = type;
    this.make = typeof values === 'function' ? values : () => values;
  }

  get data(): Values {
    this.made ??= this.make();
    return this.made;
  }

  get floats(): Float32Array {
    const { data } = this;
    return data instanceof Float32Array ? data : Float32Array.from(data);
  }

  /** Values that are made anew each time, so that a large weight is not kept. */
  get fleeting(): Float32Array {
    const values = this.made ?? this.make();
    return values instanceof Float32Array ? values : Float32Array.from(values);
  }

  withDims(dims: Dims): Constant {
    return new Constant(dims, this.type, () => this.data);
  }
}

export const constant = (dims: Dims, type: 'float' | 'int' | 'bool', values: Iterable<number>): Constant =>
  new Constant(dims, type, type === 'float' ? Float32Array.from(values) : Float64Array.from(values));

const BYTES: Partial<Record<string, number>> = {
  float32: 4,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  int32: 4,
  int64: 8,
  bool: 1,
  float16: 2,
  float64: 8,
  uint32: 4,
  uint64: 8,
  bfloat16: 2,
};

/**
 * A tensor of the file. Its shape, its type and where its bytes lie are checked at once; they are decoded later.
 *
 * @throws Refusal where sizes contradict each other, the type is unknown, or its file is missing or too short
 */
export function decode(tensor: TensorProto, files: ExternalFiles): Constant {
  const { dims, type } = tensor;
  const what = `Weight ${quoted(tensor.name)}`;
  if (!dims.every((d) => Number.isSafeInteger(d) && d >= 0)) {
    throw broken('bad-tensor', `${what} has an impossible shape, [${dims.join(', ')}].`);
  }
  const count = sizeOf(dims);
  const element = elementName(type);
  const each = BYTES[element];
  if (each === undefined) {
    throw new Refusal(
      'bad-tensor',
      `${what} holds ${element} values, which are not read.`,
      'Export the network in float32 or float16.',
    );
  }
  if (!Number.isSafeInteger(count * each)) {
    throw broken('bad-tensor', `${what} has an impossible shape, [${dims.join(', ')}].`);
  }
  const raw = tensor.external
    ? externalBytes(tensor, files, count * each)
    : (tensor.raw ?? typedBytes(tensor));
  const kind = kindOf(type);
  if (raw) {
    if (raw.length !== count * each) {
      throw broken(
        'bad-tensor',
        `${what} has ${raw.length} bytes; its shape [${dims.join(', ')}] needs ${count * each}.`,
      );
    }
    return new Constant(dims, kind, () => fromBytes(raw, element, count));
  }
  if (tensor.numbers.length !== count) {
    throw broken(
      'bad-tensor',
      `${what} has ${tensor.numbers.length} values; its shape [${dims.join(', ')}] needs ${count}.`,
    );
  }
  const { numbers } = tensor;
  if (element === 'float16') return new Constant(dims, kind, () => Float32Array.from(numbers, fromFloat16));
  if (element === 'bfloat16') return new Constant(dims, kind, () => fromBfloat16(Uint16Array.from(numbers)));
  return new Constant(dims, kind, () =>
    kind === 'float' ? Float32Array.from(numbers) : Float64Array.from(numbers),
  );
}

/** Packed floats, unless some of them were written one by one as well. */
function typedBytes({ floats, numbers, type }: TensorProto): Uint8Array | null {
  return type === 1 && floats && numbers.length === 0 ? floats : null;
}

function fromBytes(raw: Uint8Array, element: string, count: number): Values {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const wide = (at: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => at(i));
  switch (element) {
    case 'float32':
      return aligned(raw, Float32Array);
    case 'float16':
      return fromHalves(aligned(raw, Uint16Array));
    case 'bfloat16':
      return fromBfloat16(aligned(raw, Uint16Array));
    case 'float64':
      return Float32Array.from({ length: count }, (_, i) => view.getFloat64(8 * i, true));
    case 'int64':
      return wide((i) => Number(view.getBigInt64(8 * i, true)));
    case 'uint64':
      return wide((i) => Number(view.getBigUint64(8 * i, true)));
    case 'int32':
      return wide((i) => view.getInt32(4 * i, true));
    case 'uint32':
      return wide((i) => view.getUint32(4 * i, true));
    case 'int16':
      return wide((i) => view.getInt16(2 * i, true));
    case 'uint16':
      return wide((i) => view.getUint16(2 * i, true));
    case 'int8':
      return wide((i) => view.getInt8(i));
    default:
      return Float64Array.from(raw);
  }
}

function fromHalves(bits: Uint16Array): Float32Array {
  const table = new Float32Array(1 << 16);
  for (let i = 0; i < table.length; i++) table[i] = fromFloat16(i);
  const out = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) out[i] = table[bits[i]!]!;
  return out;
}

function fromBfloat16(bits: Uint16Array): Float32Array {
  const out = new Uint32Array(bits.length);
  for (let i = 0; i < bits.length; i++) out[i] = bits[i]! << 16;
  return new Float32Array(out.buffer);
}

/**
 * External data is taken only from a file that was handed over together with the network, under exactly the name
 * that the network gives, without any folder.
 */
function externalBytes(tensor: TensorProto, files: ExternalFiles, bytes: number): Uint8Array {
  const location = tensor.external?.get('location') ?? '';
  if (location === '' || /[/\\]/.test(location.replace(/^\.\//, '')) || location.includes('..')) {
    throw broken(
      'unsafe-path',
      `The weights of ${quoted(tensor.name)} are said to lie at ${quoted(location)}, outside the network's folder.`,
      'Export again so that the weights lie beside the .onnx file.',
    );
  }
  const base = location.replace(/^\.\//, '');
  const file = files.get(base);
  if (!file) {
    throw new Refusal(
      'missing-file',
      `The weights are in a second file, ${quoted(base)}, which is not there.`,
      `Drop both files together: the .onnx file and ${quoted(base)}.`,
    );
  }
  const number = (key: string, otherwise: number) => {
    const text = tensor.external?.get(key);
    const value = text === undefined ? otherwise : /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isNaN(value))
      throw broken('bad-tensor', `${quoted(tensor.name)}: ${key} ${quoted(text ?? '')} is no number.`);
    return value;
  };
  const offset = number('offset', 0);
  const length = number('length', bytes);
  if (offset + length > file.length) {
    throw new Refusal(
      'truncated',
      `${quoted(base)} has ${file.length} bytes; the weights of ${quoted(tensor.name)} end at ${offset + length}.`,
      'Copy or download both files again, whole, from the same export.',
    );
  }
  return file.subarray(offset, offset + length);
}
