import {
  add,
  cast,
  div,
  equal,
  greater,
  less,
  log,
  maximum,
  mul,
  neg,
  pow,
  sub,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { reduceToShape } from './reduce-to-shape.ts';
import type { Rule, Step } from './rule.ts';

/** An elementwise op of two operands with broadcasting: its derivatives by the first and by the second, times dy. */
const binary =
  (first: (step: Step) => Tensor, second: (step: Step) => Tensor): Rule =>
  (step, index) =>
    reduceToShape((index === 0 ? first : second)(step), step.inputShape(index));

/** `y = a − b`. */
export const subtract = binary(
  ({ dy }) => dy,
  ({ dy }) => neg(dy),
);

/** `y = a · b`: dy times the other operand. */
export const multiply = binary(
  ({ dy, input }) => mul(dy, input(1)),
  ({ dy, input }) => mul(dy, input(0)),
);

/** `y = a / b`: `1/b` and `−y/b`. */
export const divide = binary(
  ({ dy, input }) => div(dy, input(1)),
  ({ dy, input, output }) => neg(div(mul(dy, output()), input(1))),
);

/** `y = aᵇ`: `b aᵇ⁻¹` and `y ln a`, which is 0 where a ≤ 0, as a power of 0 stays 0 for every b > 0. */
export const power = binary(
  ({ dy, input }) => mul(dy, mul(input(1), pow(input(0), sub(input(1), 1)))),
  ({ dy, input, output }) => {
    const base = input(0);
    const logarithm = where(greater(base, 0), log(maximum(base, Number.MIN_VALUE)), zerosLike(base));
    return mul(dy, mul(output(), logarithm));
  },
);

/** `y = (a − b)²`. */
export const squaredDifference = binary(
  ({ dy, input }) => mul(dy, mul(2, sub(input(0), input(1)))),
  ({ dy, input }) => mul(dy, mul(2, sub(input(1), input(0)))),
);

/**
 * The greater, or the less, of two: dy goes to the one that won. Where both are equal each gets half of it, as PyTorch
 * has it; against a constant that is the bound of a clip (hard sigmoid, ReLU6), whose derivative there is 0.
 */
const extremum =
  (wins: typeof greater): Rule =>
  ({ dy, input, inputShape, varies }, index) => {
    const [own, other] = [input(index), input(1 - index)];
    const won = cast(wins(own, other), 'float32');
    const share = varies(1 - index) ? add(won, mul(0.5, cast(equal(own, other), 'float32'))) : won;
    return reduceToShape(mul(dy, share), inputShape(index));
  };

export const greaterOf = extremum(greater);
export const lessOf = extremum(less);
