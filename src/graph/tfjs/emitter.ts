import { type Attr, read } from '../attr.ts';
import { type Attribute, ELEMENT, type OnnxNode, type TensorProto } from '../onnx/model.ts';
import { decode } from '../onnx/tensor.ts';
import { broken, notRun, quoted } from '../refusal.ts';
import type { TfjsNode } from './files.ts';

const typeOf = (name: 'float32' | 'int64'): number =>
  Number(Object.keys(ELEMENT).find((type) => ELEMENT[Number(type) as keyof typeof ELEMENT] === name));
const [FLOAT, INT] = [typeOf('float32'), typeOf('int64')];

/** Attributes of an ONNX node as conversion writes them. */
type Given = Readonly<Record<string, number | string | readonly number[] | { readonly float: number }>>;

const attributeOf = (value: Given[string]): Attribute =>
  typeof value === 'number'
    ? { kind: 'int', value }
    : typeof value === 'string'
      ? { kind: 'text', value }
      : 'float' in value
        ? { kind: 'float', value: value.float }
        : { kind: 'ints', value };

/** Writes down, node by node, what a tfjs node is in ONNX's operators. Values in between get names of their own. */
export class Emitter {
  readonly nodes: OnnxNode[] = [];
  readonly initialisers: TensorProto[] = [];
  /** Names that are not the file's. */
  readonly generated = new Set<string>();
  private readonly weights: ReadonlyMap<string, TensorProto>;

  constructor(weights: ReadonlyMap<string, TensorProto>) {
    this.weights = weights;
  }

  /** A node with one output. @param name of its value; where none is given, one is made. */
  emit(of: TfjsNode, op: string, inputs: readonly string[], attributes: Given = {}, name?: string): string {
    const output = name ?? this.fresh(of.name);
    this.nodes.push(nodeOf(of, op, inputs, [output], attributes));
    return output;
  }

  /** A node with several outputs, named as TensorFlow does. */
  emitAll(of: TfjsNode, op: string, inputs: readonly string[], count: number, attributes: Given = {}): void {
    const outputs = Array.from({ length: count }, (_, i) => (i === 0 ? of.name : `${of.name}:${i}`));
    this.nodes.push(nodeOf(of, op, inputs, outputs, attributes));
  }

  /** An operator that conversion does not know: refused by its own name, with all others. */
  unknown(of: TfjsNode): void {
    this.nodes.push({ ...nodeOf(of, of.op, [], [of.name], {}), domain: 'tfjs' });
  }

  floats(of: TfjsNode, dims: readonly number[], values: readonly number[]): string {
    return this.constant(of, dims, FLOAT, values);
  }

  ints(of: TfjsNode, values: readonly number[]): string {
    return this.constant(of, [values.length], INT, values);
  }

  /** Whole numbers of a constant that stands at an input. @throws Refusal where it is computed */
  numbers(of: TfjsNode, input: string, what: string): number[] {
    const weight = this.weights.get(input);
    if (!weight) throw notRun(`${of.op} ${quoted(of.name)}: ${what} is computed.`);
    return [...decode(weight, new Map()).data];
  }

  /** Shape of a constant; undefined where the value is none. */
  dims(input: string): readonly number[] | undefined {
    return this.weights.get(input)?.dims;
  }

  private constant(of: TfjsNode, dims: readonly number[], type: number, numbers: readonly number[]): string {
    const name = this.fresh(of.name);
    this.initialisers.push({ name, dims, type, raw: null, numbers, floats: null, external: null });
    return name;
  }

  private fresh(name: string): string {
    const made = `${name}::${this.generated.size}`;
    this.generated.add(made);
    return made;
  }
}

function nodeOf(
  of: TfjsNode,
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Given,
): OnnxNode {
  // Rewrites name the inputs that an operator has; a file may give fewer.
  if (!inputs.every((input) => typeof input === 'string'))
    throw broken('bad-graph', `${of.op} ${quoted(of.name)} lacks an input.`);
  return {
    // Modules are told from names that begin so (labels.ts).
    name: `/${of.name}`,
    op,
    domain: '',
    inputs,
    outputs,
    attributes: new Map(Object.entries(attributes).map(([name, value]) => [name, attributeOf(value)])),
    metadata: new Map(),
  };
}

/** Attributes of a tfjs node, checked as they are read. */
export class Attributes {
  private readonly attrs: Readonly<Record<string, Attr>>;
  private readonly of: TfjsNode;

  constructor(of: TfjsNode) {
    this.of = of;
    this.attrs = of.attr as Readonly<Record<string, Attr>>;
  }

  ints(name: string): number[] {
    const found = this.read(() => read.ints(this.attrs, name));
    if (!found.every(Number.isSafeInteger)) this.fail(name);
    return found;
  }

  int(name: string, otherwise: number): number {
    const found = this.read(() => read.int(this.attrs, name, otherwise));
    if (!Number.isSafeInteger(found)) this.fail(name);
    return found;
  }

  float(name: string, otherwise: number): number {
    const found = this.read(() => read.float(this.attrs, name, otherwise));
    return typeof found === 'number' ? found : this.fail(name);
  }

  flag(name: string): boolean {
    return this.read(() => read.bool(this.attrs, name));
  }

  text(name: string, otherwise = ''): string {
    return this.read(() => read.text(this.attrs, name)) || otherwise;
  }

  texts(name: string): string[] {
    return this.read(() => read.texts(this.attrs, name));
  }

  type(name: string): string {
    const { type } = (this.attrs[name] ?? {}) as { readonly type?: unknown };
    return typeof type === 'string' ? type : '';
  }

  private read<T>(get: () => T): T {
    try {
      return get();
    } catch {
      return this.fail('');
    }
  }

  private fail(name: string): never {
    throw broken('malformed', `An attribute of ${quoted(this.of.name)} cannot be read: ${quoted(name)}.`);
  }
}
