import { fixed, hasBatch } from '../../dims.ts';
import { notRun } from '../../refusal.ts';
import { binary as apply, type BinaryOp, scalar, unary } from '../elementwise.ts';
import { type Convert, single } from '../step.ts';
import { constant } from '../tensor.ts';
import { isConstant, type Value } from '../value.ts';

const NAMES = {
  Sub: 'Sub',
  Div: 'RealDiv',
  Equal: 'Equal',
  Greater: 'Greater',
  GreaterOrEqual: 'GreaterEqual',
  Less: 'Less',
  LessOrEqual: 'LessEqual',
  And: 'LogicalAnd',
  Or: 'LogicalOr',
} as const satisfies Record<string, BinaryOp>;

export const binary = Object.fromEntries(
  Object.entries(NAMES).map(([onnx, op]): [string, Convert] => [
    onnx,
    (step) => apply(step.b, op, step.input(0), step.input(1)),
  ]),
) as Record<keyof typeof NAMES, Convert>;

/** Operators of any number of operands, two at a time. */
const chain =
  (op: BinaryOp): Convert =>
  ({ b, inputs }) =>
    inputs.reduce((left, right) => apply(b, op, left, right));

export const nary = {
  Add: chain('AddV2'),
  Mul: chain('Mul'),
  Sum: chain('AddV2'),
  Max: chain('Maximum'),
  Min: chain('Minimum'),
} satisfies Record<string, Convert>;

export const mean: Convert = (step) =>
  apply(step.b, 'Mul', chain('AddV2')(step) as Value, scalar(1 / step.count));

/** Squares and roots are what norms and variances are written with; both are cheaper than a power. */
export const pow: Convert = (step) => {
  const [x, exponent] = [step.input(0), step.input(1)];
  const p = exponent.dims.length <= 1 ? single(exponent) : undefined;
  if (!isConstant(x) && p === 2) return apply(step.b, 'Mul', x, x);
  if (!isConstant(x) && p === 1) return x;
  if (!isConstant(x) && p === 0.5) return unary(step.b, 'Sqrt', x);
  const power = apply(step.b, 'Pow', x, exponent);
  // ONNX's power has the base's type.
  return isConstant(power) && x.type === 'int'
    ? constant(power.dims, 'int', power.data.map(Math.trunc))
    : power;
};

/** Remainders with the divisor's sign; only on constants, where shapes are computed with them. */
export const mod: Convert = (step) => {
  const [x, y] = [step.constant(0, 'A remainder'), step.constant(1, 'A divisor')];
  if (step.int('fmod', 0) === 1) throw notRun("A remainder with the dividend's sign (fmod) is not computed.");
  for (const value of [...x.data, ...y.data]) if (hasBatch(value)) fixed(value, 'A remainder');
  return apply(step.b, 'FloorMod', x, y);
};
