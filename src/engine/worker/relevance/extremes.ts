import { greaterOf, lessOf } from '../gradients/arithmetic.ts';
import { reduceToShape } from '../gradients/reduce-to-shape.ts';
import type { Rule } from '../gradients/rule.ts';
import type { RelevanceRule } from './rule.ts';

/** The greater or the less of two: the winner takes all. Against a constant it is a clip, which passes R. */
const winner =
  (rule: Rule): RelevanceRule =>
  (step, index) =>
    step.isWeight(1 - index) ? reduceToShape(step.dy, step.inputShape(index)) : rule(step, index);

export const greater = winner(greaterOf);
export const less = winner(lessOf);
