import {
  cast,
  div,
  equal,
  mul,
  onesLike,
  pad,
  reshape,
  reverse,
  slice,
  sum,
  type Tensor,
  transpose,
  util,
} from '@tensorflow/tfjs-core';
import { expandTo } from './expand-to.ts';
import { attribute, type Rule, type Step, unary } from './rule.ts';

/** The axes that a reduction goes over, from 0. */
export function reducedAxes({ node, integers, inputShape }: Step): number[] {
  const own = attribute<number | readonly number[] | null>(node, 'axis', null);
  const axes = own === null ? integers(1) : [own].flat();
  return util.parseAxisParam([...axes], inputShape(0));
}

/** The input's shape, 1 along the axes reduced. */
const kept = (shape: readonly number[], axes: readonly number[]): number[] =>
  shape.map((size, axis) => (axes.includes(axis) ? 1 : size));

/** A rule that is given the output's tensors with the axes reduced kept as 1. */
const reduction = (
  rule: (step: Step, dy: Tensor, axes: readonly number[], shape: number[]) => Tensor,
): Rule =>
  unary((step) => {
    const axes = reducedAxes(step);
    const shape = kept(step.inputShape(0), axes);
    return rule(step, reshape(step.dy, shape), axes, shape);
  });

/** Every entry gets dy. */
export const total = reduction(({ inputShape }, dy) => expandTo(dy, inputShape(0)));

/** Every entry gets its share of dy. */
export const mean = reduction(({ inputShape }, dy) => {
  const shape = inputShape(0);
  return expandTo(div(dy, util.sizeFromShape(shape) / dy.size), shape);
});

/** Max and Min: dy goes to the entry that won, in equal parts where several did (PyTorch's amax). */
export const extreme = reduction(({ input, output }, dy, axes, shape) => {
  const winners = cast(equal(input(0), reshape(output(), shape)), 'float32');
  return mul(winners, div(dy, sum(winners, [...axes], true)));
});

/** Every entry gets dy times the product of all others, zeros among them or not. */
export const product = reduction(({ input }, dy, axes) => {
  const x = input(0);
  const others = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...others, ...axes];
  const turned = transpose(x, order);
  const rows = reshape(turned, [-1, util.sizeFromShape(axes.map((axis) => x.shape[axis]!))]);
  const without = mul(productsBefore(rows), reverse(productsBefore(reverse(rows, 1)), 1));
  return mul(dy, transpose(reshape(without, turned.shape), inverse(order)));
});

/**
 * `[n, m]` → for each entry the product of those before it in its row, by doubling: tfjs's own Cumprod gives other
 * values on webgpu.
 */
function productsBefore(rows: Tensor): Tensor {
  const [n, m] = rows.shape as [number, number];
  if (m === 1) return onesLike(rows);
  const moved = (x: Tensor, by: number) =>
    pad(
      slice(x, [0, 0], [n, m - by]),
      [
        [0, 0],
        [by, 0],
      ],
      1,
    );
  let products = moved(rows, 1);
  for (let by = 1; by < m; by *= 2) products = mul(products, moved(products, by));
  return products;
}

/** The permutation that undoes another. */
export function inverse(order: readonly number[]): number[] {
  const undone = order.map(() => 0);
  for (const [to, from] of order.entries()) undone[from] = to;
  return undone;
}
