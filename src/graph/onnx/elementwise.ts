import {
  broadcastDims,
  broadcastValues,
  type Dims,
  hasBatch,
  sameDims,
  sizeOf,
  sizePerImage,
} from '../dims.ts';
import { LIMITS } from '../limits.ts';
import { broken, notRun } from '../refusal.ts';
import type { Builder } from './builder.ts';
import { erf } from './erf.ts';
import { Constant } from './tensor.ts';
import { isConstant, type Live, type Value } from './value.ts';

type Number2 = (a: number, b: number, whole: boolean) => number;

const truth = (yes: boolean): number => (yes ? 1 : 0);

/** Sums with the batch size are the one thing that its notation cannot say (dims.ts). */
const sum: Number2 = (a, b) => {
  if ((hasBatch(a) && b !== 0) !== (hasBatch(b) && a !== 0) && (hasBatch(a) || hasBatch(b))) {
    throw notRun('The network computes a sum of the number of images and another number.');
  }
  return a + b;
};

/** Two-operand nodes of tfjs, and what they give for constants. */
const BINARY = {
  AddV2: sum,
  Sub: (a, b, whole) => sum(a, -b, whole),
  Mul: (a, b) => a * b,
  RealDiv: (a, b, whole) => (whole ? Math.trunc(a / b) : a / b),
  Pow: (a, b) => a ** b,
  Maximum: (a, b) => Math.max(a, b),
  Minimum: (a, b) => Math.min(a, b),
  FloorMod: (a, b) => a - b * Math.floor(a / b),
  Equal: (a, b) => truth(a === b),
  NotEqual: (a, b) => truth(a !== b),
  Greater: (a, b) => truth(a > b),
  GreaterEqual: (a, b) => truth(a >= b),
  Less: (a, b) => truth(a < b),
  LessEqual: (a, b) => truth(a <= b),
  LogicalAnd: (a, b) => truth(a !== 0 && b !== 0),
  LogicalOr: (a, b) => truth(a !== 0 || b !== 0),
  Prelu: (a, b) => (a < 0 ? a * b : a),
} as const satisfies Record<string, Number2>;

export type BinaryOp = keyof typeof BINARY;

const UNARY = {
  Abs: Math.abs,
  Ceil: Math.ceil,
  Cos: Math.cos,
  Elu: (x) => (x < 0 ? Math.expm1(x) : x),
  Erf: erf,
  Exp: Math.exp,
  Floor: Math.floor,
  Log: Math.log,
  LogicalNot: (x) => truth(x === 0),
  Neg: (x) => -x,
  Relu: (x) => Math.max(x, 0),
  Relu6: (x) => Math.min(Math.max(x, 0), 6),
  // Half to even, as ONNX and tfjs have it.
  Round: (x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)),
  Rsqrt: (x) => 1 / Math.sqrt(x),
  Sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  Sign: Math.sign,
  Sin: Math.sin,
  Softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  Sqrt: Math.sqrt,
  Tanh: Math.tanh,
} as const satisfies Record<string, (x: number) => number>;

export type UnaryOp = keyof typeof UNARY;

const LOGICAL: ReadonlySet<string> = new Set([
  'Equal',
  'NotEqual',
  'Greater',
  'GreaterEqual',
  'Less',
  'LessEqual',
  'LogicalAnd',
  'LogicalOr',
]);

export const scalar = (value: number): Constant => new Constant([], 'float', Float32Array.of(value));

/** A constant of a shape that is checked before anything is allocated. */
export function checkFolded(dims: Dims): void {
  const size = sizeOf(dims);
  if (hasBatch(size)) throw notRun('A constant of the network has the number of images in its shape.');
  if (size > LIMITS.folded) {
    throw broken(
      'too-costly',
      `The network computes a constant of ${size} values; ${LIMITS.folded} are computed at most.`,
      'Export with constant folding, or remove that step.',
    );
  }
}

/** `op(x, y)` with broadcasting; a number where both are constants. */
export function binary(b: Builder, op: BinaryOp, x: Value, y: Value): Value {
  if (isConstant(x) && isConstant(y)) return foldBinary(op, x, y);
  return joined(b, op, [x, y], LOGICAL.has(op) ? 'bool' : 'float');
}

function foldBinary(op: BinaryOp, x: Constant, y: Constant): Constant {
  const dims = broadcastDims(x.dims, y.dims);
  checkFolded(dims);
  const f: Number2 = BINARY[op];
  const type = LOGICAL.has(op) ? 'bool' : x.type === 'float' || y.type === 'float' ? 'float' : x.type;
  const whole = type !== 'float';
  const make = () => {
    const [a, c] = [x, y].map((v) => broadcastValues(v.data, v.dims, dims));
    const out = whole ? new Float64Array(sizeOf(dims)) : new Float32Array(sizeOf(dims));
    for (let i = 0; i < out.length; i++) out[i] = f(a![i]!, c![i]!, whole);
    return out;
  };
  // Whole numbers are shapes: their mistakes should name the node that makes them.
  return new Constant(dims, type, whole ? make() : make);
}

export function unary(b: Builder, op: UnaryOp, x: Value): Value {
  if (isConstant(x)) {
    const f: (value: number) => number = UNARY[op];
    return new Constant(x.dims, x.type, () => {
      const { data } = x;
      return data instanceof Float32Array ? data.map(f) : data.map(f);
    });
  }
  const order = x.narrow ? x.dims.map((_, i) => i) : x.order;
  return b.live(op, [b.as(x, order)], x.dims, { order, type: op === 'LogicalNot' ? 'bool' : 'float' });
}

/** A node of several operands that broadcast, in the order of axes of the largest one. */
export function joined(b: Builder, op: string, operands: readonly Value[], type: Live['type']): Live {
  const dims = operands.map((v) => v.dims).reduce(broadcastDims);
  const lives = operands.filter((v): v is Live => !isConstant(v));
  const full = lives.filter((v) => v.dims.length === dims.length && !v.narrow);
  const biggest = full.toSorted((p, q) => sizePerImage(q.dims) - sizePerImage(p.dims))[0];
  const order = biggest?.order ?? dims.map((_, i) => i);
  const covered = biggest !== undefined && sameDims(biggest.dims, dims);
  const names = operands.map((operand) => {
    if (isConstant(operand)) return b.constant(operand, order);
    return b.as(b.padded(covered && operand.narrow ? operand.narrow : operand, dims.length), order);
  });
  return b.live(op, names, dims, { order, type });
}
