import { mul } from '@tensorflow/tfjs-core';
import { reduceToShape } from './reduce-to-shape.ts';
import type { Rule } from './rule.ts';

/** `y = a · b`, with broadcasting (a squeeze-and-excite gate is `[n, 1, 1, K]`): dy times the other operand. */
export const multiply: Rule = ({ dy, inputs }, index) =>
  reduceToShape(mul(dy, inputs[1 - index]!), inputs[index]!.shape);
