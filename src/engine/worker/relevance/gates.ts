import { mul, type Tensor } from '@tensorflow/tfjs-core';
import { reduceToShape } from '../gradients/reduce-to-shape.ts';
import type { GraphNode } from '../gradients/rule.ts';
import { attribute } from '../gradients/rule.ts';
import { dependsOn } from './depends-on.ts';
import type { RelevanceRule } from './rule.ts';

/** Functions whose range is bounded at one end at least: a factor that opens and closes. */
const SQUASHES: ReadonlySet<string> = new Set([
  'Sigmoid',
  'Softmax',
  'Relu6',
  'Tanh',
  'Erf',
  'Minimum',
  'Maximum',
]);
const FUSED_SQUASHES: readonly string[] = ['relu6', 'sigmoid'];
/** What a gate's scale and offset are made of. */
const SCALINGS: ReadonlySet<string> = new Set([
  'Mul',
  'RealDiv',
  'AddV2',
  'Add',
  'Sub',
  'Identity',
  'Reshape',
]);

const isConstant = ({ op }: GraphNode): boolean => op === 'Const';

/** Whether a factor is a squashed value, scaled or shifted by constants. */
function squashed(node: GraphNode): boolean {
  for (let at = node; ; ) {
    if (SQUASHES.has(at.op)) return true;
    if (attribute<readonly string[]>(at, 'fusedOps', []).some((op) => FUSED_SQUASHES.includes(op)))
      return true;
    const varying = at.inputs.filter((input) => !isConstant(input));
    if (!SCALINGS.has(at.op) || varying.length !== 1) return false;
    at = varying[0]!;
  }
}

/**
 * `x · gate` gives all of R to x. The gate is the factor that is repeated over places or channels (squeeze and
 * excitation), or else the one that was squashed (hard-swish, SiLU, GELU, Mish, attention over places), or, where both
 * were, the one made of the other. A constant takes no part. Of two factors neither of which is a gate (a square, a
 * bilinear product) each has half: the uniform rule of AttnLRP (Achtibat et al. 2024).
 */
export const gated: RelevanceRule = ({ node, dy, inputShape, isWeight }, index) => {
  const pass = (R: Tensor = dy) => reduceToShape(R, inputShape(index));
  if (isWeight(1 - index)) return pass();
  const size = (at: number) => inputShape(at).reduce((all, one) => all * one, 1);
  const [own, other] = [node.inputs[index]!, node.inputs[1 - index]!];
  if (size(index) !== size(1 - index)) return size(index) > size(1 - index) ? pass() : null;
  if (own === other) return pass(mul(dy, 0.5));
  const [mine, theirs] = [squashed(own), squashed(other)];
  if (mine !== theirs) return theirs ? pass() : null;
  if (mine && dependsOn(other, own)) return pass();
  if (mine && dependsOn(own, other)) return null;
  return pass(mul(dy, 0.5));
};
