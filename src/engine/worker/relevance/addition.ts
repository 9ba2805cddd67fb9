import { divNoNan, mul } from '@tensorflow/tfjs-core';
import { reduceToShape } from '../gradients/reduce-to-shape.ts';
import type { RelevanceRule } from './rule.ts';

/** `y = x₁ + x₂ + …`: `R_i = x_i R / y`. A constant, such as a bias, takes no part. */
export const addition: RelevanceRule = (step, index) => {
  const { node, dy, input, inputShape, output, isWeight } = step;
  const others = node.inputs.some((_, at) => at !== index && !isWeight(at));
  if (!others) return reduceToShape(dy, inputShape(index));
  return reduceToShape(mul(input(index), divNoNan(dy, output())), inputShape(index));
};
