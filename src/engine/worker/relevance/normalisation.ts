import { reduceToShape } from '../gradients/reduce-to-shape.ts';
import { dependsOn } from './depends-on.ts';
import { noRelevance, type RelevanceRule, type RelevanceStep } from './rule.ts';

/**
 * Whether input 1 is a statistic of input 0, such as its mean over channels or its norm: made of it, and smaller.
 * Where a layer norm's mean or a norm is centred or divided by, x alone is what is passed on.
 */
function isStatistic({ node, inputShape }: RelevanceStep): boolean {
  const size = (at: number) => inputShape(at).reduce((all, one) => all * one, 1);
  const [x, statistic] = node.inputs;
  return x !== undefined && statistic !== undefined && size(1) < size(0) && dependsOn(statistic, x);
}

/**
 * All of R to x where a constant, or a statistic of x, is subtracted or divided by: the identity rule of normalisations,
 * AttnLRP (Achtibat et al. 2024), whose statistics are taken as they are. A constant minus x passes R too.
 */
const normalised =
  (either: boolean, why: string): RelevanceRule =>
  (step, index) => {
    const { node, dy, inputShape, isWeight } = step;
    const pass = () => reduceToShape(dy, inputShape(index));
    if (isWeight(1 - index) && (either || index === 0)) return pass();
    if (isWeight(0) || !isStatistic(step)) throw noRelevance(node, why);
    return index === 0 ? pass() : null;
  };

/** `x − c`, `c − x`, and `x − mean(x)`. */
export const centred = normalised(true, 'of two values that both vary');

/** `x / c` and `x / norm(x)`. */
export const divided = normalised(false, 'by a value that varies and is no norm of what it divides');
