import { type Attrs, attr } from '../attr.ts';
import {
  type Dims,
  dimsText,
  hasBatch,
  orFree,
  permute,
  range,
  sameDims,
  sizePerImage,
  transposed,
} from '../dims.ts';
import { floatWeight, type GraphNode, intWeight, type Weight } from '../graph.ts';
import { LIMITS } from '../limits.ts';
import { broken, Refusal } from '../refusal.ts';
import { regroup } from './regroup.ts';
import { Constant } from './tensor.ts';
import { isConstant, type Live, type Value } from './value.ts';

interface Lie {
  readonly attrs?: Attrs;
  readonly order?: readonly number[];
  readonly type?: Live['type'];
}

/** Collects the nodes and weights of a tfjs graph. Names are made here: what the file calls a value stays out. */
export class Builder {
  readonly nodes: GraphNode[] = [];
  readonly weights = new Map<string, Weight>();
  /** What each node gives, in the order of its own axes. */
  readonly shapes = new Map<string, Dims>();
  private readonly moved = new Map<string, string>();
  private readonly known = new Map<Constant, Map<string, string>>();

  /** One more node. @param shape what it gives, in its own order of axes */
  node(op: string, inputs: readonly string[], shape: Dims, attrs: Attrs = {}): string {
    if (sizePerImage(shape) > LIMITS.values) {
      throw new Refusal(
        'too-costly',
        `One step (${op}) would make a tensor of shape ${dimsText(shape)}: more than ${LIMITS.values} values.`,
        'Choose a smaller input size, or export a smaller network.',
      );
    }
    const name = `${op.replace(/^_/, '')}_${this.nodes.length}`;
    this.nodes.push({ name, op, ...(inputs.length > 0 && { input: inputs }), attr: attrs });
    this.shapes.set(name, shape);
    return name;
  }

  /** A node whose axes lie as ONNX's, or in the order given. */
  live(
    op: string,
    inputs: readonly string[],
    dims: Dims,
    { attrs = {}, order = range(dims.length), type = 'float' }: Lie = {},
  ): Live {
    return { node: this.node(op, inputs, permute(dims, order), attrs), dims, order, type };
  }

  ints(values: readonly number[], shape: Dims = [values.length]): string {
    return this.constNode(intWeight('', shape, values));
  }

  floats(values: Float32Array | (() => Float32Array), shape: Dims): string {
    return this.constNode(floatWeight('', shape, values));
  }

  private constNode({ spec, bytes }: Weight): string {
    const dtype = spec.dtype === 'float32' ? 'DT_FLOAT' : spec.dtype === 'bool' ? 'DT_BOOL' : 'DT_INT32';
    const tensorShape = { dim: spec.shape.map((d) => ({ size: String(d) })) };
    const name = this.node('Const', [], spec.shape, {
      dtype: attr.type(dtype),
      value: { tensor: { dtype, tensorShape } },
    });
    this.weights.set(name, { spec: { ...spec, name }, bytes });
    return name;
  }

  /** The node of a constant whose axes are padded in front to `rank`, put in order and freed of leading ones. */
  constant(value: Constant, order: readonly number[] = range(value.dims.length), keepOnes = false): string {
    const padded = [...range(order.length - value.dims.length).map(() => 1), ...value.dims];
    const laid = permute(padded, order);
    const shape = keepOnes
      ? laid
      : laid.slice(laid.findIndex((d) => d !== 1) < 0 ? laid.length : laid.findIndex((d) => d !== 1));
    const key = `${order.join()}:${shape.join()}`;
    const names = this.known.get(value) ?? new Map<string, string>();
    this.known.set(value, names);
    const before = names.get(key);
    if (before !== undefined) return before;
    if (value.type === 'bool') {
      const bytes = () => Uint8Array.from(transposed(Float64Array.from(value.data), padded, order));
      const made = this.constNode({ spec: { name: '', shape, dtype: 'bool' }, bytes });
      names.set(key, made);
      return made;
    }
    const name = this.floats(() => transposed(value.fleeting, padded, order), shape);
    names.set(key, name);
    return name;
  }

  /** The node of a value whose axes lie in the order asked for. */
  as(value: Value, order: readonly number[]): string {
    if (isConstant(value)) return this.constant(value, order, true);
    if (value.narrow) return this.as(this.widen(value.narrow, value.dims), order);
    if (sameDims(value.order, order)) return value.node;
    const key = `${value.node}|${value.order.join()}|${order.join()}`;
    const before = this.moved.get(key);
    if (before !== undefined) return before;
    const steps = order.map((axis) => value.order.indexOf(axis));
    const shape = permute(value.dims, order);
    const from = permute(value.dims, value.order);
    const real = steps.filter((axis) => from[axis] !== 1);
    const stays = real.every((axis, i) => i === 0 || axis > real[i - 1]!);
    const name = stays
      ? this.reshapeNode(value.node, shape)
      : this.node('Transpose', [value.node, this.ints(steps)], shape);
    this.moved.set(key, name);
    return name;
  }

  plain(value: Value): string {
    return this.as(value, range(value.dims.length));
  }

  reshapeNode(node: string, shape: Dims): string {
    if (shape.filter(hasBatch).length > 1)
      throw broken('bad-shapes', `Shape ${dimsText(shape)} holds the batch twice.`);
    return this.node('Reshape', [node, this.ints(shape.map(orFree))], shape);
  }

  /** A live value in another shape of the same size. Axes that merge or split where they lie move nothing. */
  reshape(value: Live, dims: Dims): Live {
    if (sameDims(value.dims, dims)) return value;
    const kept = value.narrow ? null : regroup(value.dims, value.order, dims);
    const order = kept ?? range(dims.length);
    const node = kept ? value.node : this.plain(value);
    return { node: this.reshapeNode(node, permute(dims, order)), dims, order, type: value.type };
  }

  /** ONNX's Transpose: axis i of the result is axis `to[i]` of the value. Makes no node. */
  transpose(value: Live, to: readonly number[]): Live {
    const from = value.narrow ? this.widen(value.narrow, value.dims) : value;
    const dims = permute(from.dims, to);
    return { ...from, dims, order: from.order.map((axis) => to.indexOf(axis)) };
  }

  /** A value with ones in front, so that it has `rank` axes. */
  padded(value: Live, rank: number): Live {
    const missing = rank - value.dims.length;
    if (missing === 0) return value;
    return this.reshape(value, [...range(missing).map(() => 1), ...value.dims]);
  }

  /** Broadcasting that somebody has to do in earnest: a product with ones. */
  private widen(narrow: Live, dims: Dims): Live {
    const from = this.padded(narrow, dims.length);
    const ones = dims.map((d, i) => (d === from.dims[i] || hasBatch(d) ? 1 : d));
    const filled = new Constant(ones, 'float', () => new Float32Array(sizePerImage(ones)).fill(1));
    const node = this.node('Mul', [from.node, this.constant(filled, from.order)], permute(dims, from.order));
    return { node, dims, order: from.order, type: from.type };
  }
}
