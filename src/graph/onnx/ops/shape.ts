import { attr } from '../../attr.ts';
import {
  axisOf,
  BATCH,
  broadcastDims,
  broadcastValues,
  type Dims,
  dimsText,
  hasBatch,
  permute,
  range,
  sameDims,
  sizeOf,
  sizePerImage,
  transposed,
} from '../../dims.ts';
import { LIMITS } from '../../limits.ts';
import { broken, notRun, Refusal } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import { checkFolded } from '../elementwise.ts';
import type { Convert, Step } from '../step.ts';
import { Constant } from '../tensor.ts';
import { isConstant, type Value } from '../value.ts';

/** Axis i of the result is axis `to[i]` of the value. */
export function turned(b: Builder, x: Value, to: readonly number[]): Value {
  if (!isConstant(x)) return b.transpose(x, to);
  return new Constant(permute(x.dims, to), x.type, () => transposed(x.data, x.dims, to));
}

/** The same values in another shape. */
export const resized = (b: Builder, x: Value, dims: Dims): Value =>
  isConstant(x) ? x.withDims(dims) : b.reshape(x, dims);

/** As {@link resized}, for shapes that a file gives. */
function reshaped(step: Step, dims: Dims): Value {
  const x = step.input(0);
  if (sizeOf(dims) !== sizeOf(x.dims)) {
    throw broken('bad-shapes', `Shape ${dimsText(x.dims)} cannot become ${dimsText(dims)}.`);
  }
  return resized(step.b, x, dims);
}

/** A target of Reshape with 0 and -1 filled in. A batch of one that an exporter wrote down is the batch again. */
function target(step: Step, from: Dims): number[] {
  const wanted = step.numbersSince(5, 1, 'shape') ?? [];
  const zeroCopies = step.int('allowzero', 0) === 0;
  const filled = wanted.map((d, i) => (d === 0 && zeroCopies ? (from[i] ?? 0) : d));
  const known = filled.reduce((product, d) => (d === -1 ? product : product * d), 1);
  const rest = sizeOf(from) / known;
  const isWhole = hasBatch(rest) || Number.isInteger(rest);
  if (filled.includes(-1) && isWhole) {
    const dims = filled.map((d) => (d === -1 ? rest : d));
    const baked = dims[0] === 1 && hasBatch(rest) && !hasBatch(filled[0]!) && hasBatch(from[0] ?? 0);
    if (baked && rest !== BATCH) return dims.map((d, i) => (i === 0 ? BATCH : d === rest ? rest / BATCH : d));
    return dims;
  }
  if (filled[0] === 1 && rest === BATCH && hasBatch(from[0] ?? 0)) return [BATCH, ...filled.slice(1)];
  return filled;
}

export const shapes = {
  Reshape: (step) => reshaped(step, target(step, step.input(0).dims)),
  Flatten: (step) => {
    const { dims } = step.input(0);
    const axis = step.int('axis', 1);
    const at = axis < 0 ? axis + dims.length : axis;
    return reshaped(step, [sizeOf(dims.slice(0, at)), sizeOf(dims.slice(at))]);
  },
  Squeeze: (step) => {
    const { dims } = step.input(0);
    const given = step.numbersSince(13, 1, 'axes');
    const axes = given
      ? given.map((a) => axisOf(a, dims.length))
      : range(dims.length).filter((i) => dims[i] === 1);
    return reshaped(
      step,
      dims.filter((_, i) => !axes.includes(i)),
    );
  },
  Unsqueeze: (step) => {
    const { dims } = step.input(0);
    const given = step.numbersSince(13, 1, 'axes') ?? [];
    const axes = given.map((a) => axisOf(a, dims.length + given.length));
    const left = [...dims];
    return reshaped(
      step,
      range(dims.length + given.length).map((i) => (axes.includes(i) ? 1 : left.shift()!)),
    );
  },
  Transpose: (step) => {
    const x = step.input(0);
    const to = step.ints('perm') ?? range(x.dims.length).reverse();
    if (range(x.dims.length).some((axis) => !to.includes(axis)) || to.length !== x.dims.length) {
      throw broken('bad-shapes', `[${to.join(', ')}] is no order of ${x.dims.length} axes.`);
    }
    return turned(step.b, x, to);
  },
  Expand: (step) => {
    const x = step.input(0);
    const wanted = step.numbers(1, 'A shape') ?? [];
    if (isConstant(x)) {
      // An axis of the batch is left to broadcasting.
      const dims = broadcastDims(
        x.dims,
        wanted.map((d) => (hasBatch(d) ? 1 : d)),
      );
      checkFolded(dims);
      return new Constant(dims, x.type, () => likeType(x, broadcastValues(x.data, x.dims, dims)));
    }
    const dims = broadcastDims(x.dims, wanted);
    if (sameDims(dims, x.dims)) return x;
    if (sizePerImage(dims) > LIMITS.values) {
      throw new Refusal(
        'too-costly',
        `An Expand would make a tensor of shape ${dimsText(dims)}.`,
        'Export a smaller network.',
      );
    }
    return { ...x, dims, narrow: x.narrow ?? x };
  },
  Tile: (step) => {
    const { b } = step;
    const x = step.input(0);
    const given = step.numbers(1, 'Repeats') ?? [];
    if (given.length !== x.dims.length)
      throw broken('bad-shapes', 'A Tile has another number of repeats than of axes.');
    if (isConstant(x)) {
      const repeats = given.map((r) => (hasBatch(r) ? 1 : r));
      const dims = x.dims.map((d, i) => d * repeats[i]!);
      checkFolded(dims);
      // Each axis once as [repeats, size], broadcast along the repeats.
      const split = x.dims.flatMap((d) => [1, d]);
      const full = x.dims.flatMap((d, i) => [repeats[i]!, d]);
      return new Constant(dims, x.type, () => likeType(x, broadcastValues(x.data, split, full)));
    }
    if (given.some(hasBatch)) throw notRun('An image is repeated for each image.');
    if (given.every((r) => r === 1)) return x;
    const order = x.narrow ? range(x.dims.length) : x.order;
    const dims = x.dims.map((d, i) => d * given[i]!);
    return b.live('Tile', [b.as(x, order), b.ints(permute(given, order))], dims, { order });
  },
  DepthToSpace: (step) => {
    const { b } = step;
    const x = step.live(0);
    const [n = 1, c = 1, h = 1, w = 1] = x.dims;
    const k = step.int('blocksize', 1);
    const deep = c / (k * k);
    const columns = step.text('mode', 'DCR') === 'CRD';
    const split = b.reshape(x, columns ? [n, deep, k, k, h, w] : [n, k, k, deep, h, w]);
    return b.reshape(b.transpose(split, columns ? [0, 1, 4, 2, 5, 3] : [0, 3, 4, 1, 5, 2]), [
      n,
      deep,
      h * k,
      w * k,
    ]);
  },
  SpaceToDepth: (step) => {
    const { b } = step;
    const x = step.live(0);
    const [n = 1, c = 1, h = 1, w = 1] = x.dims;
    const k = step.int('blocksize', 1);
    const split = b.reshape(x, [n, c, h / k, k, w / k, k]);
    const columns = step.text('mode', 'DCR') === 'CRD';
    return b.reshape(b.transpose(split, columns ? [0, 1, 3, 5, 2, 4] : [0, 3, 5, 1, 2, 4]), [
      n,
      c * k * k,
      h / k,
      w / k,
    ]);
  },
} satisfies Record<string, Convert>;

const likeType = (x: Constant, values: Float64Array) =>
  x.type === 'float' ? Float32Array.from(values) : values;

/** Selection by a truth value. A condition that is known and the same everywhere selects one side. */
export const where: Convert = (step) => {
  const [condition, yes, no] = range(3).map((i) => step.input(i)) as [Value, Value, Value];
  const dims = [condition, yes, no].map((v) => v.dims).reduce(broadcastDims);
  if (isConstant(condition)) {
    const all = condition.data.every((v) => v !== 0);
    if (all && sameDims(yes.dims, dims)) return yes;
    if (condition.data.every((v) => v === 0) && sameDims(no.dims, dims)) return no;
    if (isConstant(yes) && isConstant(no)) {
      checkFolded(dims);
      const [c, p, q] = [condition, yes, no].map((v) => broadcastValues(v.data, v.dims, dims));
      return new Constant(dims, yes.type, () =>
        likeType(
          yes,
          c!.map((v, i) => (v ? p![i]! : q![i]!)),
        ),
      );
    }
  }
  return select(step, condition, yes, no);
};

const select = (step: Step, ...operands: [Value, Value, Value]): Value => {
  const { b } = step;
  const dims = operands.map((v) => v.dims).reduce(broadcastDims);
  const order = operands.find((v) => !isConstant(v) && v.dims.length === dims.length && !v.narrow);
  const lie = order && !isConstant(order) ? order.order : range(dims.length);
  const names = operands.map((v) =>
    isConstant(v) ? b.constant(v, lie, true) : b.as(b.padded(v, dims.length), lie),
  );
  return b.live('SelectV2', names, dims, { order: lie, attrs: { T: attr.type('DT_FLOAT') } });
};
