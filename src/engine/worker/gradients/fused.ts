import { add, mul, step as positive, type Tensor } from '@tensorflow/tfjs-core';
import { type Activation, gate } from './gate.ts';
import { preluSlope } from './prelu.ts';
import { attribute, noGradient, type Step } from './rule.ts';

/** A fused node after its activation: the gradient of `linear(a, b) + bias`, and which input the bias is. */
export interface FusedStep {
  readonly dy: Tensor;
  readonly bias: number | null;
}

const TOLD_BY_OUTPUT: readonly string[] = ['relu', 'relu6', 'elu', 'sigmoid'] satisfies Activation[];

/**
 * The gradient before a fused node's activation.
 * @param linear the op without bias and activation, run again for a PReLU: with learnt slopes, which may be negative,
 *   the output does not tell what came in.
 */
export function throughActivation(step: Step, linear: () => Tensor): FusedStep {
  const { node, dy, output, input } = step;
  const fused = attribute<readonly string[]>(node, 'fusedOps', []);
  const bias = fused[0] === 'biasadd' ? 2 : null;
  const activation = fused.find((op) => op !== 'biasadd' && op !== 'noop');
  const gradient = (): Tensor => {
    if (activation === undefined || activation === 'linear') return dy;
    if (TOLD_BY_OUTPUT.includes(activation)) return gate(dy, output, activation as Activation);
    const before = () => (bias === null ? linear() : add(linear(), input(bias)));
    if (activation === 'prelu') return mul(dy, preluSlope(before(), input(bias === null ? 2 : 3)));
    if (activation === 'leakyrelu') {
      const slope = attribute(node, 'leakyreluAlpha', 0.2);
      return mul(dy, add(slope, mul(1 - slope, positive(slope < 0 ? before() : output()))));
    }
    throw noGradient(node, 0, `fused activation '${activation}'`);
  };
  return { dy: gradient(), bias };
}
