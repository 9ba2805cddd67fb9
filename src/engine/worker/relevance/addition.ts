import { divNoNan, mul } from '@tensorflow/tfjs-core';
import { reduceToShape } from '../gradients/reduce-to-shape.ts';
import { noRelevance, type RelevanceRule } from './rule.ts';

/** `y = x₁ + x₂ + …`: `R_i = x_i R / y`. A constant, such as a bias, takes no part. */
export const addition: RelevanceRule = (step, index) => {
  const { node, dy, input, inputShape, output, isWeight } = step;
  const others = node.inputs.some((_, at) => at !== index && !isWeight(at));
  if (!others) return reduceToShape(dy, inputShape(index));
  return reduceToShape(mul(input(index), divNoNan(dy, output())), inputShape(index));
};

/** `a − b` where one of them is a constant: the other has all of R. */
export const shift: RelevanceRule = ({ node, dy, inputShape, isWeight }, index) => {
  if (!isWeight(1 - index)) throw noRelevance(node, 'of two values that both vary');
  return reduceToShape(dy, inputShape(index));
};
