import { attr } from '../../attr.ts';
import { notRun } from '../../refusal.ts';
import type { Builder } from '../builder.ts';
import { binary, scalar, unary } from '../elementwise.ts';
import type { Convert } from '../step.ts';
import { isConstant, type Value } from '../value.ts';

/** Activations that are composed of simpler nodes, so that derivatives need no rules of their own. */
type Activation = (b: Builder, x: Value) => Value;

const times = (b: Builder, x: Value, factor: number): Value =>
  factor === 1 ? x : binary(b, 'Mul', x, scalar(factor));
const plus = (b: Builder, x: Value, term: number): Value =>
  term === 0 ? x : binary(b, 'AddV2', x, scalar(term));

/** `x > 0 ? x : alpha·(e^x − 1)` */
const elu =
  (alpha: number): Activation =>
  (b, x) => {
    const whole = unary(b, 'Elu', x);
    if (alpha === 1) return whole;
    const positive = unary(b, 'Relu', x);
    return binary(b, 'AddV2', positive, times(b, binary(b, 'Sub', whole, positive), alpha));
  };

const gelu: Activation = (b, x) => {
  const e = unary(b, 'Erf', times(b, x, Math.SQRT1_2));
  return binary(b, 'Mul', times(b, x, 0.5), plus(b, e, 1));
};

/** The tanh approximation, Hendrycks and Gimpel, https://arxiv.org/abs/1606.08415 */
const geluTanh: Activation = (b, x) => {
  const cube = binary(b, 'Mul', binary(b, 'Mul', x, x), x);
  const inner = times(b, binary(b, 'AddV2', x, times(b, cube, 0.044715)), Math.sqrt(2 / Math.PI));
  return binary(b, 'Mul', times(b, x, 0.5), plus(b, unary(b, 'Tanh', inner), 1));
};

const hardSigmoid =
  (alpha: number, beta: number): Activation =>
  (b, x) =>
    binary(b, 'Minimum', unary(b, 'Relu', plus(b, times(b, x, alpha), beta)), scalar(1));

/** Relu6(x + 3) / 6 is the hard sigmoid of slope 1/6 in one node fewer. */
const hardSwish: Activation = (b, x) =>
  binary(b, 'Mul', times(b, unary(b, 'Relu6', plus(b, x, 3)), 1 / 6), x);

const mish: Activation = (b, x) => binary(b, 'Mul', x, unary(b, 'Tanh', unary(b, 'Softplus', x)));

const swish =
  (alpha: number): Activation =>
  (b, x) =>
    binary(b, 'Mul', x, unary(b, 'Sigmoid', times(b, x, alpha)));

const softsign: Activation = (b, x) => binary(b, 'RealDiv', x, plus(b, unary(b, 'Abs', x), 1));

/** `max(0, x) + min(0, alpha·(e^(x/alpha) − 1))` */
const celu =
  (alpha: number): Activation =>
  (b, x) =>
    binary(
      b,
      'AddV2',
      unary(b, 'Relu', x),
      binary(b, 'Minimum', times(b, unary(b, 'Elu', times(b, x, 1 / alpha)), alpha), scalar(0)),
    );

const selu =
  (alpha: number, gamma: number): Activation =>
  (b, x) =>
    times(b, elu(alpha)(b, x), gamma);

const leakyRelu =
  (alpha: number): Activation =>
  (b, x) => {
    if (isConstant(x)) return binary(b, 'Prelu', x, scalar(alpha));
    const order = x.narrow ? x.dims.map((_, i) => i) : x.order;
    return b.live('LeakyRelu', [b.as(x, order)], x.dims, { order, attrs: { alpha: attr.float(alpha) } });
  };

const on =
  (activation: Activation): Convert =>
  (step) =>
    activation(step.b, step.input(0));

export const activations = {
  Celu: (step) => on(celu(step.float('alpha', 1)))(step),
  Elu: (step) => on(elu(step.float('alpha', 1)))(step),
  Gelu: (step) => on(step.text('approximate', 'none') === 'tanh' ? geluTanh : gelu)(step),
  HardSigmoid: (step) => on(hardSigmoid(step.float('alpha', 0.2), step.float('beta', 0.5)))(step),
  HardSwish: on(hardSwish),
  LeakyRelu: (step) => on(leakyRelu(step.float('alpha', 0.01)))(step),
  Mish: on(mish),
  Selu: (step) =>
    on(selu(step.float('alpha', 1.6732631921768188), step.float('gamma', 1.0507010221481323)))(step),
  Softsign: on(softsign),
  Swish: (step) => on(swish(step.float('alpha', 1)))(step),
  PRelu: (step) => {
    const [x, slope] = [step.input(0), step.input(1)];
    if (!isConstant(slope)) throw notRun('The slope of a PReLU is computed from the image.');
    return binary(step.b, 'Prelu', x, slope);
  },
} satisfies Record<string, Convert>;
