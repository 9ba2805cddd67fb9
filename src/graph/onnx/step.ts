import { axisOf, fixed, type Values } from '../dims.ts';
import { broken, notRun, quoted } from '../refusal.ts';
import type { Builder } from './builder.ts';
import type { Attribute, OnnxNode } from './model.ts';
import { type Constant, decode, type ExternalFiles } from './tensor.ts';
import { isConstant, type Live, type Value } from './value.ts';

/** What an operator's conversion may ask of the node at hand. */
export class Step {
  readonly node: OnnxNode;
  readonly opset: number;
  readonly b: Builder;
  private readonly values: readonly (Value | undefined)[];
  private readonly files: ExternalFiles;

  constructor(
    node: OnnxNode,
    opset: number,
    b: Builder,
    values: readonly (Value | undefined)[],
    files: ExternalFiles,
  ) {
    this.node = node;
    this.opset = opset;
    this.b = b;
    this.values = values;
    this.files = files;
  }

  get count(): number {
    return this.values.length;
  }

  input(index: number): Value {
    const value = this.values[index];
    if (!value) throw broken('bad-graph', `Input ${index} is missing.`);
    return value;
  }

  get inputs(): Value[] {
    return this.values.map((_, i) => this.input(i));
  }

  optional(index: number): Value | undefined {
    return this.values[index];
  }

  /** An input that has to be known while importing. */
  constant(index: number, what: string): Constant {
    const value = this.input(index);
    if (!isConstant(value)) throw notRun(`${what} is computed from the image.`);
    return value;
  }

  /** An input that has to depend on the image. Constants are folded before. */
  live(index: number): Live {
    const value = this.input(index);
    if (isConstant(value)) throw notRun('it is applied to constants.');
    return value;
  }

  /** Whole numbers of a constant input, or nothing where the input is left out. */
  numbers(index: number, what: string): number[] | undefined {
    return this.values[index] ? [...this.constant(index, what).data] : undefined;
  }

  /** Whole numbers that are an attribute in old opsets and an input in newer ones. */
  numbersSince(opset: number, index: number, name: string): number[] | undefined {
    return this.opset >= opset ? this.numbers(index, name) : this.ints(name);
  }

  axis(name: string, otherwise: number, rank: number): number {
    return axisOf(this.int(name, otherwise), rank);
  }

  int(name: string, otherwise: number): number {
    const found = this.attribute(name, 'int');
    return found === undefined ? otherwise : fixed(found, name);
  }

  float(name: string, otherwise: number): number {
    return this.attribute(name, 'float') ?? otherwise;
  }

  text(name: string, otherwise: string): string {
    return this.attribute(name, 'text') ?? otherwise;
  }

  ints(name: string): number[] | undefined {
    const found = this.attribute(name, 'ints');
    return found && [...found];
  }

  floats(name: string): number[] | undefined {
    const found = this.attribute(name, 'floats');
    return found && [...found];
  }

  tensor(name: string): Constant | undefined {
    const found = this.attribute(name, 'tensor');
    return found && decode(found, this.files);
  }

  private attribute<K extends keyof AttributeValues>(name: string, kind: K): AttributeValues[K] | undefined {
    const found = this.node.attributes.get(name);
    if (!found) return undefined;
    if (found.kind !== kind) throw broken('malformed', `The attribute ${quoted(name)} is no ${kind}.`);
    return (found as unknown as { value: AttributeValues[K] }).value;
  }
}

type AttributeValues = { [A in Attribute as A['kind']]: A extends { value: infer V } ? V : never };

/** How one ONNX operator becomes nodes of tfjs: the values of its outputs, in order; null: one that is not made. */
export type Convert = (step: Step) => Value | (Value | null)[];

/** The one number of a constant, such as a bound or an exponent; undefined where it has more. */
export function single(value: Value | undefined): number | undefined {
  if (!value || !isConstant(value)) return undefined;
  const data: Values = value.data;
  return data.length === 1 ? data[0] : undefined;
}
