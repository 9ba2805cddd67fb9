import { matMul, type Tensor, transpose } from '@tensorflow/tfjs-core';
import { onProcessor } from '../on-processor.ts';
import { type FusedStep, throughActivation } from './fused.ts';
import { reduceToShape } from './reduce-to-shape.ts';
import { attribute, type GraphNode, noGradient, type Rule } from './rule.ts';

/** A matrix, or a stack of them, turned or not. */
interface Operand {
  readonly tensor: Tensor;
  readonly turned: boolean;
}

const turn = ({ tensor, turned }: Operand): Operand => ({ tensor, turned: !turned });

/** Told to transpose, the product of wasm falls to loops five to ten times slower: there operands are turned first. */
function times(left: Operand, right: Operand): Tensor {
  if (!onProcessor()) return matMul(left.tensor, right.tensor, left.turned, right.turned);
  const [a, b] = [left, right].map(({ tensor, turned }) => (turned ? lastTwoSwapped(tensor) : tensor));
  return matMul(a!, b!);
}

function lastTwoSwapped(tensor: Tensor): Tensor {
  const order = tensor.shape.map((_, axis) => axis);
  const [row, column] = [order.length - 2, order.length - 1];
  return transpose(tensor, [...order.slice(0, row), column, row]);
}

/** Gradients of `y = a b`, either of them transposed, matrices or stacks of them with broadcasting. */
export const matrixProduct: Rule = ({ node, dy, input, inputShape }, index) => {
  if (index > 1) throw noGradient(node, index, 'it is no operand');
  const operand = (at: 0 | 1): Operand => ({
    tensor: input(at),
    turned: attribute(node, at === 0 ? 'transposeA' : 'transposeB', false),
  });
  const gradient: Operand = { tensor: dy, turned: false };
  const own = operand(index as 0 | 1);
  const other = turn(operand(index === 0 ? 1 : 0));
  // da = dy bᵀ, db = aᵀ dy; of a transposed operand, the transpose of that.
  const [left, right] = index === 0 ? [gradient, other] : [other, gradient];
  const raw = own.turned ? times(turn(right), turn(left)) : times(left, right);
  return reduceToShape(raw, inputShape(index));
};

/** The product of a node's operands, either of them transposed, without bias and activation. */
export function multiplyMatrices(node: GraphNode, a: Tensor, b: Tensor): Tensor {
  return matMul(a, b, attribute(node, 'transposeA', false), attribute(node, 'transposeB', false));
}

/** `y = activation(a b + bias)`. */
export const fusedMatrixProduct: Rule = (step, index) => {
  const fused: FusedStep = throughActivation(step, () =>
    multiplyMatrices(step.node, step.input(0), step.input(1)),
  );
  if (index === fused.bias) return reduceToShape(fused.dy, step.inputShape(index));
  return matrixProduct({ ...step, dy: fused.dy }, index);
};
