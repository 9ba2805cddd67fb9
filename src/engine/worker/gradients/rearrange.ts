import {
  add,
  concat,
  gather,
  pad,
  reshape,
  reverse,
  slice,
  slice_util,
  sum,
  type Tensor,
  tensor1d,
  transpose,
  zeros,
} from '@tensorflow/tfjs-core';
import { inverse } from './reduction.ts';
import { attribute, noGradient, type Rule, unary } from './rule.ts';
import { spreadAxis } from './spread-axis.ts';

const toAxis = (axis: number, rank: number): number => (axis < 0 ? axis + rank : axis);

/** A tensor with zeros around it: before and after it along each axis. */
const surround = (x: Tensor, edges: [number, number][]): Tensor =>
  edges.every(([before, after]) => before === 0 && after === 0) ? x : pad(x, edges);

export const transposed = unary(({ dy, integers }) => {
  const order = integers(1);
  return transpose(dy, inverse(order.map((axis) => toAxis(axis, order.length))));
});

/** The axis stands behind the operands. Each gets its part of dy. */
export const concatenated: Rule = ({ node, dy, integers, inputShape }, index) => {
  const last = node.inputs.length - 1;
  if (index === last) throw noGradient(node, index, 'the axis');
  const axis = toAxis(integers(last)[0]!, dy.rank);
  const begin = dy.shape.map(() => 0);
  for (let before = 0; before < index; before++) begin[axis]! += inputShape(before)[axis]!;
  return slice(dy, begin, inputShape(index));
};

/** `Pack`: operands stacked along a new axis. */
export const stacked: Rule = ({ node, dy, inputShape }, index) => {
  const axis = toAxis(attribute(node, 'axis', 0), dy.rank);
  const begin = dy.shape.map((_, at) => (at === axis ? index : 0));
  const size = dy.shape.map((length, at) => (at === axis ? 1 : length));
  return reshape(slice(dy, begin, size), inputShape(index));
};

export const sliced = unary(({ dy, integers, inputShape }) => {
  const begin = integers(1);
  return surround(
    dy,
    inputShape(0).map((size, axis) => [begin[axis]!, size - begin[axis]! - dy.shape[axis]!]),
  );
});

export const strided = unary(({ node, dy, integers, inputShape }) => {
  const shape = inputShape(0);
  const mask = (name: string) => attribute(node, name, 0);
  const info = slice_util.sliceInfo(
    shape,
    [...integers(1)],
    [...integers(2)],
    [...integers(3)],
    mask('beginMask'),
    mask('endMask'),
    mask('ellipsisMask'),
    mask('newAxisMask'),
    mask('shrinkAxisMask'),
  );
  const counts = slice_util.computeOutShape(info.begin, info.end, info.strides);
  return shape.reduce<Tensor>(
    (gradient, size, axis) =>
      info.strides[axis] === 1 && counts[axis] === size
        ? gradient
        : spreadAxis(gradient, axis, info.begin[axis]!, info.strides[axis]!, size),
    reshape(dy, counts),
  );
});

export const padded = unary(({ dy, integers, inputShape }) => {
  const edges = integers(1);
  const shape = inputShape(0);
  return slice(
    dy,
    shape.map((_, axis) => edges[2 * axis]!),
    shape,
  );
});

/** What stands in the mirror is added to what it shows. */
export const mirrored = unary(({ node, dy, integers, inputShape }) => {
  const edges = integers(1);
  // `reflect` leaves out the border itself.
  const skip = attribute(node, 'mode', 'reflect') === 'reflect' ? 1 : 0;
  return inputShape(0).reduce<Tensor>((gradient, size, axis) => {
    const [before, after] = [edges[2 * axis]!, edges[2 * axis + 1]!];
    if (before === 0 && after === 0) return gradient;
    const part = (from: number, length: number) =>
      slice(
        gradient,
        gradient.shape.map((_, i) => (i === axis ? from : 0)),
        gradient.shape.map((all, i) => (i === axis ? length : all)),
      );
    const at = (mirror: Tensor, from: number) =>
      surround(
        reverse(mirror, axis),
        gradient.shape.map((_, i) => (i === axis ? [from, size - from - mirror.shape[axis]!] : [0, 0])),
      );
    const parts = [part(before, size)];
    if (before > 0) parts.push(at(part(0, before), skip));
    if (after > 0) parts.push(at(part(before + size, after), size - skip - after));
    return parts.reduce((a, b) => add(a, b));
  }, dy);
});

export const reversed = unary(({ dy, integers }) => reverse(dy, [...integers(1)]));

export const tiled = unary(({ dy, integers, inputShape }) =>
  inputShape(0).reduce<Tensor>((gradient, size, axis) => {
    const times = integers(1)[axis]!;
    if (times === 1) return gradient;
    const outer = gradient.shape.slice(0, axis);
    const inner = gradient.shape.slice(axis + 1);
    const one = sum(
      reshape(gradient, [outer.reduce((a, b) => a * b, 1), times, size * inner.reduce((a, b) => a * b, 1)]),
      1,
    );
    return reshape(one, [...outer, size, ...inner]);
  }, dy),
);

/**
 * Entries of an axis picked by constant indices. Each entry gathers dy from where it went, once for as many times as
 * the most frequent one was picked: wasm has no UnsortedSegmentSum.
 */
export const gathered = unary(({ node, dy, integers, inputShape }) => {
  if (attribute(node, 'batchDims', 0) !== 0) throw noGradient(node, 0, 'batch dimensions');
  const shape = inputShape(0);
  const axis = node.inputs.length > 2 ? toAxis(integers(2)[0]!, shape.length) : 0;
  const indices = integers(1).map((index) => toAxis(index, shape[axis]!));
  const places: number[][] = Array.from({ length: shape[axis]! }, () => []);
  for (const [to, from] of indices.entries()) places[from]!.push(to);
  const rows = reshape(dy, [...shape.slice(0, axis), indices.length, ...shape.slice(axis + 1)]);
  // One row of zeros more, for what was not picked.
  const blank = zeros(rows.shape.map((length, i) => (i === axis ? 1 : length)));
  const all = concat([rows, blank], axis);
  const rounds = Math.max(1, ...places.map(({ length }) => length));
  return Array.from({ length: rounds }, (_, round) =>
    gather(
      all,
      tensor1d(
        places.map((to) => to[round] ?? indices.length),
        'int32',
      ),
      axis,
    ),
  ).reduce((a, b) => add(a, b));
});

/** `DepthToSpace`, NHWC: blocks of b × b pixels go back to their channels. */
export const unfolded = unary(({ node, dy, inputShape }) => {
  const [n, h, w, channels] = inputShape(0) as [number, number, number, number];
  const block = attribute(node, 'blockSize', 1);
  const split = reshape(dy, [n, h, block, w, block, channels / block ** 2]);
  return reshape(transpose(split, [0, 1, 3, 2, 4, 5]), [n, h, w, channels]);
});
