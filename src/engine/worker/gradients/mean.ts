import { div, util } from '@tensorflow/tfjs-core';
import { expandTo } from './expand-to.ts';
import type { Rule } from './rule.ts';

/** `y = mean of x over some axes`, kept as 1: every entry of x gets its share of dy. */
export const mean: Rule = ({ node, dy, inputShape }, index) => {
  const shape = inputShape(0);
  if (index !== 0 || dy.rank !== shape.length)
    throw new Error(`No gradient for '${node.name}': a mean must keep its axes.`);
  return expandTo(div(dy, util.sizeFromShape(shape) / dy.size), shape);
};
