import { add, cast, greater, minimum, mul, sub, type Tensor } from '@tensorflow/tfjs-core';
import { reduceToShape } from './reduce-to-shape.ts';
import type { Rule } from './rule.ts';

/** 1 where x > 0, else the slope, which may be learnt and negative. */
export const preluSlope = (x: Tensor, slope: Tensor): Tensor => {
  const positive = cast(greater(x, 0), 'float32');
  return add(positive, mul(sub(1, positive), slope));
};

/** `y = max(x, 0) + slope · min(x, 0)`. */
export const prelu: Rule = ({ dy, input, inputShape }, index) =>
  reduceToShape(
    mul(dy, index === 0 ? preluSlope(input(0), input(1)) : minimum(input(0), 0)),
    inputShape(index),
  );
