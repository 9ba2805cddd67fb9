import { reduceToShape } from './reduce-to-shape.ts';
import type { Rule } from './rule.ts';

/** `y = a + b`, with broadcasting: dy reaches both. */
export const add: Rule = ({ dy, inputShape }, index) => reduceToShape(dy, inputShape(index));
