import { notRun } from '../../refusal.ts';
import { unary as apply, type UnaryOp } from '../elementwise.ts';
import type { Convert } from '../step.ts';
import { isConstant } from '../value.ts';

/** ONNX's operators of one operand that tfjs has under a name of its own. */
const NAMES = {
  Abs: 'Abs',
  Ceil: 'Ceil',
  Cos: 'Cos',
  Erf: 'Erf',
  Exp: 'Exp',
  Floor: 'Floor',
  Log: 'Log',
  Neg: 'Neg',
  Relu: 'Relu',
  Round: 'Round',
  Sigmoid: 'Sigmoid',
  Sign: 'Sign',
  Sin: 'Sin',
  Softplus: 'Softplus',
  Sqrt: 'Sqrt',
  Tanh: 'Tanh',
} as const satisfies Record<string, UnaryOp>;

export const unary = Object.fromEntries(
  Object.entries(NAMES).map(([onnx, op]): [string, Convert] => [
    onnx,
    (step) => apply(step.b, op, step.input(0)),
  ]),
) as Record<keyof typeof NAMES, Convert>;

export const not: Convert = (step) => apply(step.b, 'LogicalNot', step.input(0));

/** The value itself: Identity, and Dropout as it is outside training. */
export const identity: Convert = (step) => step.input(0);

export const dropout: Convert = (step) => {
  const training = step.optional(2);
  if (training && !(isConstant(training) && training.data[0] === 0)) {
    throw notRun('Dropout is exported in training mode.');
  }
  if (step.node.outputs.length > 1 && step.node.outputs[1] !== '') return [step.input(0), null];
  return step.input(0);
};
