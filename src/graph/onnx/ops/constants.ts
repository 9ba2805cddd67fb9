import { hasBatch, range, sizeOf } from '../../dims.ts';
import { LIMITS } from '../../limits.ts';
import { broken, notRun } from '../../refusal.ts';
import { checkFolded } from '../elementwise.ts';
import type { Convert } from '../step.ts';
import { Constant, constant } from '../tensor.ts';
import { isConstant } from '../value.ts';

/** What does not depend on the image's values: shapes, and arithmetic that makes them. */
export const constants = {
  Constant: (step) => {
    const value = step.tensor('value');
    if (value) return value;
    const { attributes } = step.node;
    if (attributes.has('value_float')) return constant([], 'float', [step.float('value_float', 0)]);
    if (attributes.has('value_int')) return constant([], 'int', [step.int('value_int', 0)]);
    const [floats, ints] = [step.floats('value_floats'), step.ints('value_ints')];
    if (floats) return constant([floats.length], 'float', floats);
    if (ints) return constant([ints.length], 'int', ints);
    throw notRun('A constant is text or sparse.');
  },
  ConstantOfShape: (step) => {
    // An axis of the batch is left to broadcasting.
    const dims = [...step.constant(0, 'A shape').data].map((d) => (hasBatch(d) ? 1 : d));
    checkFolded(dims);
    const fill = step.tensor('value') ?? constant([1], 'float', [0]);
    const value = fill.data[0] ?? 0;
    return constant(dims, fill.type, new Float64Array(sizeOf(dims)).fill(value));
  },
  Shape: (step) => {
    const { dims } = step.input(0);
    const part = dims.slice(step.int('start', 0), step.int('end', dims.length));
    return constant([part.length], 'int', part);
  },
  Size: (step) => constant([], 'int', [sizeOf(step.input(0).dims)]),
  Range: (step) => {
    const [from = 0, to = 0, by = 1] = range(3).map((i) => step.constant(i, 'A range').data[0]);
    const count = Math.max(0, Math.ceil((to - from) / by));
    if (hasBatch(count)) throw notRun('A range runs over the images.');
    if (!(count <= LIMITS.folded)) throw broken('too-costly', `The network counts to ${count}.`);
    return constant(
      [count],
      step.constant(0, 'A range').type,
      range(count).map((i) => from + i * by),
    );
  },
  CumSum: (step) => {
    const x = step.constant(0, 'A running sum');
    if (step.int('exclusive', 0) || step.int('reverse', 0))
      throw notRun('A running sum backwards is not computed.');
    const axis = ((step.numbers(1, 'An axis')?.[0] ?? 0) + x.dims.length) % x.dims.length;
    const out = Float64Array.from(x.data);
    const stride = x.dims.slice(axis + 1).reduce((p, d) => p * d, 1);
    for (let i = 0; i < out.length; i++) {
      if (Math.floor(i / stride) % x.dims[axis]! > 0) out[i]! += out[i - stride]!;
    }
    return constant(x.dims, x.type, out);
  },
  Trilu: (step) => {
    const x = step.constant(0, 'A triangle');
    const [k, upper] = [step.numbers(1, 'A diagonal')?.[0] ?? 0, step.int('upper', 1) === 1];
    const [rows, columns] = [x.dims.at(-2) ?? 1, x.dims.at(-1) ?? 1];
    const keep = (i: number) => {
      const above = (i % columns) - (Math.floor(i / columns) % rows);
      return upper ? above >= k : above <= k;
    };
    return constant(
      x.dims,
      x.type,
      x.data.map((v, i) => (keep(i) ? v : 0)),
    );
  },
} satisfies Record<string, Convert>;

/** ONNX's numbers for float types. */
const FLOATS = [1, 10, 11, 16];

/** Floats of any width run as float32. */
export const cast: Convert = (step) => castTo(step, step.int('to', 1));

export const castLike: Convert = (step) => {
  const like = step.input(1);
  return castTo(step, like.type === 'float' ? 1 : like.type === 'bool' ? 9 : 7);
};

const castTo = (step: Parameters<Convert>[0], to: number) => {
  const x = step.input(0);
  if (!isConstant(x)) {
    if (!FLOATS.includes(to)) throw notRun('A value that depends on the image is cast to whole numbers.');
    if (x.type === 'float') return x;
    const [one, zero] = [1, 0].map((v) => new Constant([], 'float', Float32Array.of(v)));
    const names = [b(step).as(x, x.order), b(step).constant(one!), b(step).constant(zero!)];
    return step.b.live('SelectV2', names, x.dims, { order: x.order });
  }
  if (FLOATS.includes(to)) {
    return x.type === 'float' ? x : new Constant(x.dims, 'float', () => Float32Array.from(x.data));
  }
  if (to === 9)
    return constant(
      x.dims,
      'bool',
      x.data.map((v) => (v === 0 ? 0 : 1)),
    );
  return constant(x.dims, 'int', Float64Array.from(x.data).map(Math.trunc));
};

const b = (step: Parameters<Convert>[0]) => step.b;
