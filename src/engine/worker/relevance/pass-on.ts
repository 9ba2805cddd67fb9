import { noRelevance, type RelevanceRule } from './rule.ts';

/** A function of one number, such as an activation: the number has all of R. */
export const elementwise: RelevanceRule = ({ node, dy }, index) => {
  if (index !== 0) throw noRelevance(node, 'whose settings are computed');
  return dy;
};

/** A power with a constant exponent. */
export const power: RelevanceRule = (step, index) => {
  if (index !== 0 || !step.isWeight(1)) throw noRelevance(step.node, 'whose exponent is computed');
  return step.dy;
};
