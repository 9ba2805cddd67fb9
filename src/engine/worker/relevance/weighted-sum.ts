import { add, divNoNan, minimum, mul, relu, type Tensor } from '@tensorflow/tfjs-core';
import { convolution, convolve } from '../gradients/convolution.ts';
import { matrixProduct, multiplyMatrices } from '../gradients/product.ts';
import type { GraphNode, Rule } from '../gradients/rule.ts';
import { noRelevance, type RelevanceRule, type RelevanceStep } from './rule.ts';

/** The linear part of a node that may be fused with a bias and an activation: both pass relevance on. */
const bare = (node: GraphNode): GraphNode => ({
  ...node,
  attrParams: { ...node.attrParams, fusedOps: { value: [] } },
});

/** What moves an attention's weights about without changing them. */
const MOVES: ReadonlySet<string> = new Set([
  'Reshape',
  'Transpose',
  'Identity',
  'Slice',
  'Squeeze',
  'ExpandDims',
]);

/** Whether a value is what a softmax gave: an attention's weights, which are taken as they are. */
function isAttention(node: GraphNode): boolean {
  let at: GraphNode | undefined = node;
  while (at && MOVES.has(at.op)) [at] = at.inputs;
  return at?.op === 'Softmax';
}

/**
 * `y = W x`, α = 1 and β = 0: `Z = W⁺x⁺ + W⁻x⁻`, `S = R/Z`, `R_in = x⁺(W⁺ᵀS) + x⁻(W⁻ᵀS)`. The bias takes no part. W is
 * a constant, or an attention's weights, which take no relevance: Ali et al. 2022, "XAI for Transformers".
 *
 * @param ofTwo whether both operands may vary: each then has half of R, carried by this rule with the other one as W
 *   (bilinear pooling; AttnLRP, Achtibat et al. 2024).
 * @param forward the node's linear part of its two operands, in their order.
 * @param backward the gradient rule of that part, which multiplies by Wᵀ.
 */
const weightedSum =
  (
    forward: (step: RelevanceStep, a: Tensor, b: Tensor) => Tensor,
    backward: Rule,
    ofTwo: boolean,
  ): RelevanceRule =>
  (step, index) => {
    const other = 1 - index;
    const [own, weights] = [step.node.inputs[index], step.node.inputs[other]];
    const fixed = step.isWeight(other);
    if (index <= 1 && !fixed && own && isAttention(own)) return null;
    const whole = fixed || (weights !== undefined && isAttention(weights));
    if (index > 1 || !(whole || ofTwo)) throw noRelevance(step.node, 'of two values that both vary');
    const R = whole ? step.dy : mul(step.dy, 0.5);
    const x = step.input(index);
    const W = step.input(other);
    const half = (part: Tensor, factor: Tensor) => ({
      part,
      value: index === 0 ? forward(step, part, factor) : forward(step, factor, part),
      turned: (S: Tensor) =>
        backward(
          {
            ...step,
            node: bare(step.node),
            dy: S,
            input: (at) => (at === other ? factor : part),
          },
          index,
        )!,
    });
    const [high, low] = [half(relu(x), relu(W)), half(minimum(x, 0), minimum(W, 0))];
    const S = divNoNan(R, add(high.value, low.value));
    return add(mul(high.part, high.turned(S)), mul(low.part, low.turned(S)));
  };

export const convolutionSum = (kind: 'full' | 'depthwise'): RelevanceRule =>
  weightedSum(({ node }, x, filter) => convolve(kind, node, x, filter), convolution(kind), false);

export const matrixSum: RelevanceRule = weightedSum(
  ({ node }, a, b) => multiplyMatrices(node, a, b),
  matrixProduct,
  true,
);
