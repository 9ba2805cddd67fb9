import { range, sizeOf } from '../../dims.ts';
import { notRun } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import { binary, unary } from '../elementwise.ts';
import type { Convert } from '../step.ts';
import { isConstant, type Live, type Value } from '../value.ts';
import { reduce } from './reduce.ts';

/** tfjs normalises over the last axis only. */
export function softmaxOver(b: Builder, x: Live, axis: number): Live {
  const order = x.narrow ? range(x.dims.length) : x.order;
  const last = [...order.filter((a) => a !== axis), axis];
  return b.live('Softmax', [b.as(x, last)], x.dims, { order: last });
}

/** Before opset 13 everything from the axis on is one axis. */
const flattened =
  (over: (b: Builder, x: Live, axis: number) => Value): Convert =>
  (step) => {
    const x = step.input(0);
    if (isConstant(x)) throw notRun('A softmax of constants is not computed.');
    const rank = x.dims.length;
    const axis = step.axis('axis', step.opset >= 13 ? -1 : 1, rank);
    if (step.opset >= 13 || axis === rank - 1) return over(step.b, x, axis);
    const flat = step.b.reshape(x, [sizeOf(x.dims.slice(0, axis)), sizeOf(x.dims.slice(axis))]);
    return step.b.reshape(over(step.b, flat, 1) as Live, x.dims);
  };

export const softmax = flattened(softmaxOver);

export const logSoftmax = flattened((b, x, axis) => {
  const shifted = binary(b, 'Sub', x, reduce(b, 'Max', x, [axis], true));
  return binary(b, 'Sub', shifted, unary(b, 'Log', reduce(b, 'Sum', unary(b, 'Exp', shifted), [axis], true)));
});
