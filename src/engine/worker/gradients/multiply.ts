import { mul } from '@tensorflow/tfjs-core';
import { reduceToShape } from './reduce-to-shape.ts';
import type { Rule } from './rule.ts';

/** `y = a · b`, with broadcasting (a squeeze-and-excite gate is `[n, 1, 1, K]`): dy times the other operand. */
export const multiply: Rule = ({ dy, input, inputShape }, index) =>
  reduceToShape(mul(dy, input(1 - index)), inputShape(index));
