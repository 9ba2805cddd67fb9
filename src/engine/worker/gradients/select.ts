import { type Tensor, where, zerosLike } from '@tensorflow/tfjs-core';
import { reduceToShape } from './reduce-to-shape.ts';
import type { Rule } from './rule.ts';

/** `y = condition ? a : b`, with broadcasting: dy goes to the one that was taken. */
export const select: Rule = ({ dy, input, inputShape }, index) => {
  if (index === 0) return null;
  const none = zerosLike(dy);
  const [whenTrue, whenFalse]: Tensor[] = index === 1 ? [dy, none] : [none, dy];
  return reduceToShape(where(input(0), whenTrue!, whenFalse!), inputShape(index));
};
