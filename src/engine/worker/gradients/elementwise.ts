import {
  add,
  cast,
  cos,
  cosh,
  div,
  equal,
  exp,
  greater,
  mul,
  neg,
  pow,
  rsqrt,
  sigmoid,
  sign,
  sin,
  sinh,
  sqrt,
  square,
  sub,
  type Tensor,
  where,
} from '@tensorflow/tfjs-core';
import { gate } from './gate.ts';
import { attribute, type GraphNode, type Rule, unary } from './rule.ts';

/** x, y = f(x) → f′(x), told from whichever of the two is at hand with fewer operations. */
type Derivative = (x: () => Tensor, y: () => Tensor, node: GraphNode) => Tensor;

/** `scale` and `alpha` of SELU (Klambauer et al. 2017). */
const SELU = { scale: 1.0507009873554805, alpha: 1.6732632423543772 };

const DERIVATIVES = {
  Abs: (x) => sign(x()),
  Exp: (_, y) => y(),
  Expm1: (_, y) => add(y(), 1),
  Log: (x) => div(1, x()),
  Log1p: (x) => div(1, add(x(), 1)),
  Sqrt: (_, y) => div(0.5, y()),
  Rsqrt: (_, y) => mul(-0.5, pow(y(), 3)),
  Square: (x) => mul(2, x()),
  Reciprocal: (_, y) => neg(square(y())),
  Sin: (x) => cos(x()),
  Cos: (x) => neg(sin(x())),
  Tan: (_, y) => add(1, square(y())),
  Asin: (x) => rsqrt(sub(1, square(x()))),
  Acos: (x) => neg(rsqrt(sub(1, square(x())))),
  Atan: (x) => div(1, add(1, square(x()))),
  Sinh: (x) => cosh(x()),
  Cosh: (x) => sinh(x()),
  Tanh: (_, y) => sub(1, square(y())),
  Asinh: (x) => rsqrt(add(1, square(x()))),
  Acosh: (x) => div(1, sqrt(sub(square(x()), 1))),
  Atanh: (x) => div(1, sub(1, square(x()))),
  Erf: (x) => mul(2 / Math.sqrt(Math.PI), exp(neg(square(x())))),
  Softplus: (x) => sigmoid(x()),
  Selu: (x, y) => where(greater(x(), 0), SELU.scale, add(y(), SELU.scale * SELU.alpha)),
  LeakyRelu: (x, _, node) => {
    const slope = attribute(node, 'alpha', 0.2);
    return add(slope, mul(1 - slope, cast(greater(x(), 0), 'float32')));
  },
  // A clamp passes its bounds themselves, as PyTorch's does.
  ClipByValue: (x, y) => cast(equal(x(), y()), 'float32'),
} satisfies Record<string, Derivative>;

/** Functions of one number, by their derivatives. */
export const functions: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(
    Object.entries<Derivative>(DERIVATIVES).map(([op, derivative]) => [
      op,
      unary(({ node, dy, input, output }) =>
        mul(
          dy,
          derivative(() => input(0), output, node),
        ),
      ),
    ]),
  ),
  Neg: unary(({ dy }) => neg(dy)),
  Relu: unary(({ dy, output }) => gate(dy, output, 'relu')),
  Relu6: unary(({ dy, output }) => gate(dy, output, 'relu6')),
  Elu: unary(({ dy, output }) => gate(dy, output, 'elu')),
  Sigmoid: unary(({ dy, output }) => gate(dy, output, 'sigmoid')),
};
