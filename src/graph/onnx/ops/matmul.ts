import { attr } from '../../attr.ts';
import {
  broadcastDims,
  broadcastValues,
  type Dims,
  dimsText,
  hasBatch,
  permute,
  range,
  sameDims,
  sizeOf,
  stridesOf,
} from '../../dims.ts';
import { broken, notRun } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import { binary, checkFolded, scalar } from '../elementwise.ts';
import type { Convert } from '../step.ts';
import { Constant } from '../tensor.ts';
import { isConstant, type Live, type Value } from '../value.ts';
import { resized, turned } from './shape.ts';

/** The matrix product over the last two axes. @throws Refusal where the inner sizes differ */
export function multiply(b: Builder, x: Value, y: Value): Value {
  if (x.dims.length === 0 || y.dims.length === 0) throw broken('bad-shapes', 'A matrix product of a number.');
  if (x.dims.length === 1) return dropAxis(b, multiply(b, resized(b, x, [1, ...x.dims]), y), -2);
  if (y.dims.length === 1) return dropAxis(b, multiply(b, x, resized(b, y, [...y.dims, 1])), -1);
  const inner = x.dims.at(-1)!;
  if (inner !== y.dims.at(-2)) {
    throw broken('bad-shapes', `Shapes ${dimsText(x.dims)} and ${dimsText(y.dims)} do not multiply.`);
  }
  const outer = broadcastDims(x.dims.slice(0, -2), y.dims.slice(0, -2));
  const dims = [...outer, x.dims.at(-2)!, y.dims.at(-1)!];
  if (isConstant(x) && isConstant(y)) return foldProduct(x, y, dims);
  if (!isConstant(x) && isConstant(y) && y.dims.length === 2) {
    return x.dims.length === 2 ? flat(b, x, y, dims) : pointwise(b, x, y, dims);
  }
  if (dims.length === 2) return flat(b, x, y, dims);
  const [left, right] = [laid(b, spread(b, x, outer)), laid(b, spread(b, y, outer))];
  return b.live('BatchMatMulV2', [left.node, right.node], dims, {
    attrs: { adj_x: attr.bool(left.turned), adj_y: attr.bool(right.turned) },
  });
}

/** A stack of matrices for each place of the other stack: tfjs reads the wrong ones where both are broadcast. */
function spread(b: Builder, value: Value, outer: Dims): Value {
  const own = value.dims.slice(0, -2);
  if (own.every((d) => d === 1) || sameDims(own, outer)) return value;
  const dims = [...outer, ...value.dims.slice(-2)];
  if (!isConstant(value))
    return { ...b.padded(value, dims.length), dims, narrow: b.padded(value, dims.length) };
  const kept = dims.map((d) => (hasBatch(d) ? 1 : d));
  checkFolded(kept);
  return new Constant(kept, 'float', () => Float32Array.from(broadcastValues(value.data, value.dims, kept)));
}

/** A value as tfjs multiplies it: in ONNX's order, or with the last two axes the other way round. */
function laid(b: Builder, value: Value): { node: string; turned: boolean } {
  const plain = range(value.dims.length);
  if (isConstant(value) || value.narrow) return { node: b.as(value, plain), turned: false };
  const turned = [...plain.slice(0, -2), plain.at(-1)!, plain.at(-2)!];
  const isTurned = value.order.join() === turned.join();
  return { node: isTurned ? value.node : b.as(value, plain), turned: isTurned };
}

function flat(b: Builder, x: Value, y: Value, dims: readonly number[]): Live {
  const [left, right] = [laid(b, x), laid(b, y)];
  return b.live('MatMul', [left.node, right.node], dims, {
    attrs: { transpose_a: attr.bool(left.turned), transpose_b: attr.bool(right.turned) },
  });
}

/**
 * Tokens or channels times a constant matrix: a 1 × 1 convolution, which every backend has its fastest kernel for.
 * The contracted axis has to lie last; how the others lie does not matter.
 */
function pointwise(b: Builder, x: Live, y: Constant, dims: readonly number[]): Live {
  const rank = x.dims.length;
  const last = rank - 1;
  const order = x.narrow ? range(rank) : [...x.order.filter((axis) => axis !== last), last];
  const node = b.as(x, order);
  const shape = permute(x.dims, order);
  const [inner, outer] = [shape.at(-1)!, dims.at(-1)!];
  const lead = shape.slice(0, -1);
  const free = hasBatch(lead[0]!) ? 1 : 0;
  const image = rank === 4 ? shape : [sizeOf(lead.slice(0, free)), 1, sizeOf(lead.slice(free)), inner];
  if (hasBatch(sizeOf(image.slice(1))))
    throw notRun('A matrix product whose images do not come first is not run.');
  const from = rank === 4 ? node : b.reshapeNode(node, image);
  const kernel = b.floats(() => y.fleeting, [1, 1, inner, outer]);
  const product = b.node('Conv2D', [from, kernel], [...image.slice(0, -1), outer], {
    strides: attr.ints([1, 1, 1, 1]),
    dilations: attr.ints([1, 1, 1, 1]),
    padding: attr.text('VALID'),
    data_format: attr.text('NHWC'),
  });
  const back = rank === 4 ? product : b.reshapeNode(product, permute(dims, order));
  return { node: back, dims, order, type: 'float' };
}

function foldProduct(x: Constant, y: Constant, dims: readonly number[]): Constant {
  checkFolded(dims);
  const [rows, inner, columns] = [dims.at(-2)!, x.dims.at(-1)!, dims.at(-1)!];
  return new Constant(dims, 'float', () => {
    const outer = dims.slice(0, -2);
    const at = (from: readonly number[], k: number) => {
      const strides = stridesOf(outer);
      const own = from.slice(0, -2);
      const steps = stridesOf(own);
      return own.reduce((sum, d, i) => {
        const place = outer.length - own.length + i;
        return sum + (d === 1 ? 0 : (Math.floor(k / strides[place]!) % outer[place]!) * steps[i]!);
      }, 0);
    };
    const out = new Float32Array(sizeOf(dims));
    for (let k = 0; k < sizeOf(outer); k++) {
      const [p, q] = [at(x.dims, k) * rows * inner, at(y.dims, k) * inner * columns];
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          let sum = 0;
          for (let i = 0; i < inner; i++) sum += x.data[p + r * inner + i]! * y.data[q + i * columns + c]!;
          out[(k * rows + r) * columns + c] = sum;
        }
      }
    }
    return out;
  });
}

function dropAxis(b: Builder, value: Value, axis: -1 | -2): Value {
  return resized(b, value, value.dims.toSpliced(value.dims.length + axis, 1));
}

export const matMul: Convert = (step) => multiply(step.b, step.input(0), step.input(1));

/** `alpha · A' · B' + beta · C`; constant factors go into the constant they multiply. */
export const gemm: Convert = (step) => {
  const { b } = step;
  const asAsked = (value: Value, name: string): Value => {
    if (step.int(name, 0) === 0) return value;
    if (value.dims.length !== 2) throw broken('bad-shapes', `A Gemm of ${dimsText(value.dims)}.`);
    return turned(b, value, [1, 0]);
  };
  const scaled = (value: Value, factor: number): Value =>
    factor === 1 ? value : binary(b, 'Mul', value, scalar(factor));
  const product = multiply(
    b,
    asAsked(step.input(0), 'transA'),
    scaled(asAsked(step.input(1), 'transB'), step.float('alpha', 1)),
  );
  const added = step.optional(2);
  return added ? binary(b, 'AddV2', product, scaled(added, step.float('beta', 1))) : product;
};
