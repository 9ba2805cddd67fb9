import { reshape } from '@tensorflow/tfjs-core';
import { reduceToShape } from './reduce-to-shape.ts';
import { type Rule, unary } from './rule.ts';

/** `y = a + b + …`, with broadcasting: dy reaches every operand. */
export const add: Rule = ({ dy, inputShape }, index) => reduceToShape(dy, inputShape(index));

/** `y = x`. */
export const identity = unary(({ dy }) => dy);

/** The same numbers in another type; no gradient reaches a truth value. */
export const typed = unary(({ dy, input }) => (input(0).dtype === 'float32' ? dy : null));

/** The same numbers in another shape: Reshape, Squeeze, ExpandDims, … */
export const reshaped = unary(({ dy, inputShape }) => reshape(dy, inputShape(0)));

/** `y = x` repeated along axes. */
export const broadcast = unary(({ dy, inputShape }) => reduceToShape(dy, inputShape(0)));

/** Steps and signs: the derivative is 0 wherever there is one. */
export const flat: Rule = () => null;
