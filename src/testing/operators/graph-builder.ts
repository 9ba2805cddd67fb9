import { GraphModel } from '@tensorflow/tfjs-converter';
import type { io } from '@tensorflow/tfjs-core';

type Attribute = Readonly<Record<string, unknown>>;
type Attributes = Readonly<Record<string, Attribute>>;
type DataType = 'float32' | 'int32' | 'bool';

const TYPES: Readonly<Record<DataType, string>> = { float32: 'DT_FLOAT', int32: 'DT_INT32', bool: 'DT_BOOL' };

/** Attributes as a graph model's JSON has them. */
export const attr = {
  ints: (...list: number[]): Attribute => ({ list: { i: list.map(String) } }),
  int: (i: number): Attribute => ({ i: String(i) }),
  float: (f: number): Attribute => ({ f }),
  flag: (b: boolean): Attribute => ({ b }),
  text: (s: string): Attribute => ({ s: btoa(s) }),
  texts: (...list: string[]): Attribute => ({ list: { s: list.map((s) => btoa(s)) } }),
};

/** A graph model node by node, with its weights. Every node's name is its op and a number, or what it is called. */
export class GraphBuilder {
  private readonly nodes: object[] = [];
  private readonly specs: io.WeightsManifestEntry[] = [];
  private readonly bytes: Uint8Array[] = [];

  /** An image or a feature map, of any size along the axes that are −1. */
  input(name: string, shape: readonly number[]): string {
    const dim = shape.map((size) => ({ size: String(size) }));
    this.nodes.push({
      name,
      op: 'Placeholder',
      attr: { dtype: { type: 'DT_FLOAT' }, shape: { shape: { dim } } },
    });
    return name;
  }

  /** A constant tensor. */
  constant(
    values: readonly number[] | Float32Array,
    shape: readonly number[],
    dtype: DataType = 'float32',
  ): string {
    const name = `constant ${this.specs.length}`;
    const dim = shape.map((size) => ({ size: String(size) }));
    const type = { type: TYPES[dtype] };
    this.nodes.push({
      name,
      op: 'Const',
      attr: { dtype: type, value: { tensor: { dtype: TYPES[dtype], tensorShape: { dim } } } },
    });
    this.specs.push({ name, shape: [...shape], dtype });
    const data =
      dtype === 'float32'
        ? Float32Array.from(values)
        : dtype === 'int32'
          ? Int32Array.from(values)
          : Uint8Array.from(values);
    this.bytes.push(new Uint8Array(data.buffer));
    return name;
  }

  integers(...values: number[]): string {
    return this.constant(values, [values.length], 'int32');
  }

  integer(value: number): string {
    return this.constant([value], [], 'int32');
  }

  node(op: string, inputs: readonly string[], attributes: Attributes = {}, name?: string): string {
    const own = name ?? `${op} ${this.nodes.length}`;
    this.nodes.push({ name: own, op, input: [...inputs], attr: { T: { type: 'DT_FLOAT' }, ...attributes } });
    return own;
  }

  /** As TensorFlow.js reads it. */
  get artifacts(): {
    readonly modelTopology: object;
    readonly weightSpecs: io.WeightsManifestEntry[];
    readonly weightData: ArrayBuffer;
  } {
    const length = this.bytes.reduce((sum, part) => sum + part.length, 0);
    const data = new Uint8Array(length);
    let at = 0;
    for (const part of this.bytes) {
      data.set(part, at);
      at += part.length;
    }
    const modelTopology = { node: this.nodes, library: {}, versions: {} };
    return { modelTopology, weightSpecs: this.specs, weightData: data.buffer };
  }

  /** On the current backend; the caller disposes it. */
  async build(): Promise<GraphModel> {
    const { artifacts } = this;
    const model = new GraphModel({ load: () => Promise.resolve(artifacts) });
    await model.load();
    return model;
  }
}
