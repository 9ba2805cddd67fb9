import { reduceToShape } from './reduce-to-shape.ts';
import type { Rule } from './rule.ts';

/** `y = a + b`, with broadcasting: dy reaches both. */
export const add: Rule = ({ dy, inputs }, index) => reduceToShape(dy, inputs[index]!.shape);
