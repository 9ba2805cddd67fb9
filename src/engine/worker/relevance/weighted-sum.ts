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

/**
 * `y = W x`, α = 1 and β = 0: `Z = W⁺x⁺ + W⁻x⁻`, `S = R/Z`, `R_in = x⁺(W⁺ᵀS) + x⁻(W⁻ᵀS)`. The bias takes no part.
 *
 * @param forward the node's linear part of its two operands, in their order.
 * @param backward the gradient rule of that part, which multiplies by Wᵀ.
 */
const weightedSum =
  (forward: (step: RelevanceStep, a: Tensor, b: Tensor) => Tensor, backward: Rule): RelevanceRule =>
  (step, index) => {
    const other = 1 - index;
    if (index > 1 || !step.isWeight(other)) throw noRelevance(step.node, 'of two values that both vary');
    const x = step.input(index);
    const W = step.input(other);
    const half = (part: Tensor, weights: Tensor) => ({
      part,
      value: index === 0 ? forward(step, part, weights) : forward(step, weights, part),
      turned: (S: Tensor) =>
        backward(
          {
            ...step,
            node: bare(step.node),
            dy: S,
            input: (at) => (at === other ? weights : part),
          },
          index,
        )!,
    });
    const [high, low] = [half(relu(x), relu(W)), half(minimum(x, 0), minimum(W, 0))];
    const S = divNoNan(step.dy, add(high.value, low.value));
    return add(mul(high.part, high.turned(S)), mul(low.part, low.turned(S)));
  };

export const convolutionSum = (kind: 'full' | 'depthwise'): RelevanceRule =>
  weightedSum(({ node }, x, filter) => convolve(kind, node, x, filter), convolution(kind));

export const matrixSum: RelevanceRule = weightedSum(
  ({ node }, a, b) => multiplyMatrices(node, a, b),
  matrixProduct,
);
