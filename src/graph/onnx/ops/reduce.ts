import { attr } from '../../attr.ts';
import { axisOf, type Dims, range, sizeOf } from '../../dims.ts';
import { notRun } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import { binary, unary } from '../elementwise.ts';
import type { Convert, Step } from '../step.ts';
import { Constant } from '../tensor.ts';
import { isConstant, type Value } from '../value.ts';

const FOLD = {
  Sum: { start: 0, add: (a: number, x: number) => a + x },
  Mean: { start: 0, add: (a: number, x: number) => a + x },
  Prod: { start: 1, add: (a: number, x: number) => a * x },
  Max: { start: -Infinity, add: Math.max },
  Min: { start: Infinity, add: Math.min },
} as const;

export type Reduction = keyof typeof FOLD;

/** A reduction over axes, counted in ONNX's order; what is left keeps lying as it lay. */
export function reduce(b: Builder, op: Reduction, x: Value, axes: readonly number[], keep: boolean): Value {
  const at = new Set(axes.map((axis) => axisOf(axis, x.dims.length)));
  const kept = x.dims.map((d, i) => (at.has(i) ? 1 : d));
  const dims = keep ? kept : x.dims.filter((_, i) => !at.has(i));
  if (isConstant(x)) return fold(op, x, kept, at).withDims(dims);
  if (at.size === 0) return x;
  if (x.type === 'bool') throw notRun('Truth values are reduced.');
  if (sizeOf([...at].map((axis) => x.dims[axis]!)) === 0) throw notRun('An axis without values is reduced.');
  const order = x.narrow ? range(x.dims.length) : x.order;
  const left = order.filter((axis) => keep || !at.has(axis));
  const ranked = left.toSorted((p, q) => p - q);
  const axesThere = [...at].map((axis) => order.indexOf(axis)).sort((p, q) => p - q);
  return b.live(op, [b.as(x, order), b.ints(axesThere)], dims, {
    order: left.map((axis) => ranked.indexOf(axis)),
    attrs: { keep_dims: attr.bool(keep), Tidx: attr.type('DT_INT32') },
  });
}

function fold(op: Reduction, x: Constant, kept: Dims, at: ReadonlySet<number>): Constant {
  const { start, add } = FOLD[op];
  if (x.type !== 'float' && sizeOf(x.dims) === 0) throw notRun('An axis without values is reduced.');
  const steps = kept.map((_, i) => (at.has(i) ? 0 : kept.slice(i + 1).reduce((p, d) => p * d, 1)));
  return new Constant(kept, x.type, () => {
    const out = new Float64Array(sizeOf(kept)).fill(start);
    const index = x.dims.map(() => 0);
    let to = 0;
    for (const value of x.data) {
      out[to] = add(out[to]!, value);
      for (let axis = index.length - 1; axis >= 0; axis--) {
        to += steps[axis]!;
        if (++index[axis]! < x.dims[axis]!) break;
        to -= steps[axis]! * x.dims[axis]!;
        index[axis] = 0;
      }
    }
    const count = x.data.length / Math.max(out.length, 1);
    const result = op === 'Mean' ? out.map((v) => v / count) : out;
    return x.type === 'float' ? Float32Array.from(result) : result;
  });
}

/** Axes became an input in opset 18, for ReduceSum in 13. None at all means all, unless the node says otherwise. */
function axesOf(step: Step, since: number, rank: number): number[] | null {
  const axes = step.numbersSince(since, 1, 'axes');
  if (axes && axes.length > 0) return axes;
  return step.int('noop_with_empty_axes', 0) === 1 ? null : range(rank);
}

type Reduced = (b: Builder, x: Value, axes: readonly number[], keep: boolean) => Value;

const simple =
  (op: Reduction): Reduced =>
  (b, x, axes, keep) =>
    reduce(b, op, x, axes, keep);

const squares: Reduced = (b, x, axes, keep) => reduce(b, 'Sum', binary(b, 'Mul', x, x), axes, keep);
const absolutes: Reduced = (b, x, axes, keep) => reduce(b, 'Sum', unary(b, 'Abs', x), axes, keep);

/** `m + log Σ e^(x − m)` with the maximum m, which keeps the exponentials finite. */
const logSumExp: Reduced = (b, x, axes, keep) => {
  const most = reduce(b, 'Max', x, axes, true);
  const summed = reduce(b, 'Sum', unary(b, 'Exp', binary(b, 'Sub', x, most)), axes, keep);
  return binary(b, 'AddV2', unary(b, 'Log', summed), keep ? most : reduce(b, 'Max', x, axes, false));
};

const reduction =
  (make: Reduced, alone: (step: Step) => Value, since = 18): Convert =>
  (step) => {
    const x = step.input(0);
    const axes = axesOf(step, since, x.dims.length);
    if (axes === null) return alone(step);
    return make(step.b, x, axes, step.int('keepdims', 1) === 1);
  };

const itself = (step: Step): Value => step.input(0);
const absolute = (step: Step): Value => unary(step.b, 'Abs', step.input(0));

export const reductions = {
  ReduceL1: reduction(absolutes, absolute),
  ReduceL2: reduction((b, x, axes, keep) => unary(b, 'Sqrt', squares(b, x, axes, keep)), absolute),
  ReduceLogSum: reduction(
    (b, x, axes, keep) => unary(b, 'Log', reduce(b, 'Sum', x, axes, keep)),
    (step) => unary(step.b, 'Log', step.input(0)),
  ),
  ReduceLogSumExp: reduction(logSumExp, itself),
  ReduceMax: reduction(simple('Max'), itself),
  ReduceMean: reduction(simple('Mean'), itself),
  ReduceMin: reduction(simple('Min'), itself),
  ReduceProd: reduction(simple('Prod'), itself),
  ReduceSum: reduction(simple('Sum'), itself, 13),
  ReduceSumSquare: reduction(squares, (step) => binary(step.b, 'Mul', step.input(0), step.input(0))),
  GlobalAveragePool: (step) => reduce(step.b, 'Mean', step.input(0), spatial(step), true),
  GlobalMaxPool: (step) => reduce(step.b, 'Max', step.input(0), spatial(step), true),
} satisfies Record<string, Convert>;

const spatial = (step: Step): number[] => range(step.input(0).dims.length).slice(2);
