import { mul, softmax as softmaxOf, sub, sum } from '@tensorflow/tfjs-core';
import { unary } from './rule.ts';

/** Over the last axis: `dx = y (dy − Σ dy y)`. */
export const softmax = unary(({ dy, output }) => {
  const y = output();
  return mul(y, sub(dy, sum(mul(dy, y), -1, true)));
});

/** Over the last axis: `dx = dy − softmax(x) Σ dy`. */
export const logSoftmax = unary(({ dy, input }) => sub(dy, mul(softmaxOf(input(0)), sum(dy, -1, true))));
