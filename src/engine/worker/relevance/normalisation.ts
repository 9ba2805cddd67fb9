import { divNoNan, mul, neg } from '@tensorflow/tfjs-core';
import { reduceToShape } from '../gradients/reduce-to-shape.ts';
import { dependsOn } from './depends-on.ts';
import { noRelevance, type RelevanceRule, type RelevanceStep } from './rule.ts';

/** Whether input 1 is made of input 0. */
const isMadeOfFirst = ({ node }: RelevanceStep): boolean => {
  const [x, other] = node.inputs;
  return x !== undefined && other !== undefined && dependsOn(other, x);
};

/**
 * Whether input 1 is a statistic of input 0, such as its mean over channels: made of it, and smaller. Where a layer
 * norm's mean is taken away, x alone is what is passed on: the identity rule of normalisations, AttnLRP (Achtibat et al.
 * 2024), whose statistics are taken as they are.
 */
function isStatistic(step: RelevanceStep): boolean {
  const size = (at: number) => step.inputShape(at).reduce((all, one) => all * one, 1);
  return size(1) < size(0) && isMadeOfFirst(step);
}

/**
 * `x − c`, `c − x` and `x − mean(x)` give all of R to x. Of two branches, `y = a − b`, as of a sum of a and −b: `a R / y`
 * and `−b R / y`.
 */
export const difference: RelevanceRule = (step, index) => {
  const { dy, input, inputShape, isWeight, output } = step;
  if (isWeight(1 - index)) return reduceToShape(dy, inputShape(index));
  if (isStatistic(step)) return index === 0 ? dy : null;
  const share = mul(input(index), divNoNan(dy, output()));
  return reduceToShape(index === 0 ? share : neg(share), inputShape(index));
};

/** `x / c`, and x divided by what is made of x (its norm, softsign, response normalisation): all of R to x. */
export const quotient: RelevanceRule = (step, index) => {
  const { node, dy, inputShape, isWeight } = step;
  const pass = () => reduceToShape(dy, inputShape(index));
  if (isWeight(1 - index) && index === 0) return pass();
  if (isWeight(0) || !isMadeOfFirst(step))
    throw noRelevance(node, 'by a value that varies and is not made of what it divides');
  return index === 0 ? pass() : null;
};
