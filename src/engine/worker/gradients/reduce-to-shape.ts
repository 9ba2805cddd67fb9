import { broadcast_util, reshape, sum, type Tensor } from '@tensorflow/tfjs-core';

/** Sums a gradient over the axes along which an operand of this shape was broadcast. */
export function reduceToShape(gradient: Tensor, shape: readonly number[]): Tensor {
  const axes = broadcast_util.getReductionAxes([...shape], gradient.shape);
  return axes.length === 0 ? gradient : reshape(sum(gradient, axes), [...shape]);
}
