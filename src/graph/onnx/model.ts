/** The part of onnx.proto (IR 3 to 13) that a network for images needs, as it is read: nothing is checked for sense. */
export interface OnnxModel {
  readonly irVersion: number;
  readonly producer: string;
  /** Version by domain; '' is ONNX's own. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly graph: OnnxGraph;
  readonly functions: number;
  /** How images lie where values have four axes; in ONNX's own files NCHW. */
  readonly layout?: 'NHWC';
  /** Names of values that are not the file's. */
  readonly generated?: ReadonlySet<string>;
  /** Operators of the file and how often each stands there, where they are not those of the nodes. */
  readonly operators?: ReadonlyMap<string, number>;
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initialisers: readonly TensorProto[];
  readonly sparse: number;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
}

export interface OnnxNode {
  readonly name: string;
  readonly op: string;
  readonly domain: string;
  /** Value names; '' stands for an optional input that is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
  /** Metadata of the exporter, such as the module path. */
  readonly metadata: ReadonlyMap<string, string>;
}

export type Attribute =
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'tensor'; readonly value: TensorProto }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'texts'; readonly value: readonly string[] }
  | { readonly kind: 'other' };

export interface TensorProto {
  readonly name: string;
  readonly dims: readonly number[];
  /** ONNX's element type, `ELEMENT`. */
  readonly type: number;
  /** A view of the file. */
  readonly raw: Uint8Array | null;
  /** Values of the typed fields, where there is no `raw`. */
  readonly numbers: readonly number[];
  /** Packed float32 of the typed field: a view of the file. */
  readonly floats: Uint8Array | null;
  readonly external: ReadonlyMap<string, string> | null;
}

export interface ValueInfo {
  readonly name: string;
  readonly type: number;
  /** Null where the file does not say; a name where an axis is free. */
  readonly dims: readonly (number | string)[] | null;
}

export const ELEMENT = {
  1: 'float32',
  2: 'uint8',
  3: 'int8',
  4: 'uint16',
  5: 'int16',
  6: 'int32',
  7: 'int64',
  8: 'string',
  9: 'bool',
  10: 'float16',
  11: 'float64',
  12: 'uint32',
  13: 'uint64',
  16: 'bfloat16',
} as const satisfies Record<number, string>;

export type ElementName = (typeof ELEMENT)[keyof typeof ELEMENT];

export const elementName = (type: number): ElementName | `type ${number}` =>
  type in ELEMENT ? ELEMENT[type as keyof typeof ELEMENT] : `type ${type}`;

/** Float, whole number or truth value: all that conversion distinguishes. */
export const kindOf = (type: number): 'float' | 'int' | 'bool' =>
  [1, 10, 11, 16].includes(type) ? 'float' : type === 9 ? 'bool' : 'int';
