import {
  avgPool,
  divNoNan,
  mul,
  relu,
  reshape,
  sum,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { poolSettings, avgPool as sharesOfWindow } from '../gradients/pooling.ts';
import { reducedAxes } from '../gradients/reduction.ts';
import { noRelevance, type RelevanceRule } from './rule.ts';

/** The mean over `axes`: `x⁺ R / Σ x⁺`. @param R of the mean, with the axes kept as 1. */
export function meanRelevance(x: Tensor, R: Tensor, axes: readonly number[]): Tensor {
  const high = relu(x);
  return mul(high, divNoNan(R, sum(high, [...axes], true)));
}

/** Mean and Sum. */
export const meanOver: RelevanceRule = (step, index) => {
  if (index !== 0) throw noRelevance(step.node, 'whose axes are computed');
  const axes = reducedAxes(step);
  const kept = step.inputShape(0).map((size, axis) => (axes.includes(axis) ? 1 : size));
  return meanRelevance(step.input(0), reshape(step.dy, kept), axes);
};

/** The mean of each window: `x⁺ R / Σ x⁺` over its cells, added up where windows overlap. */
export const averagePool: RelevanceRule = (step, index) => {
  const { filterSize, strides, pad } = poolSettings(step);
  const high = relu(step.input(0));
  const S = divNoNan(step.dy, avgPool(high as Tensor4D, filterSize, strides, pad));
  return mul(high, sharesOfWindow({ ...step, dy: S, input: () => high }, index)!);
};
