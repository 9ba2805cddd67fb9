import { divNoNan, image, mul, relu, type Tensor4D } from '@tensorflow/tfjs-core';
import { resizedBilinear as turned } from '../gradients/resize.ts';
import { attribute } from '../gradients/rule.ts';
import { noRelevance, type RelevanceRule } from './rule.ts';

/** Bilinear resizing is a weighted sum whose weights are not negative: `x⁺ Wᵀ(R / W x⁺)`. */
export const resizedBilinear: RelevanceRule = (step, index) => {
  if (index !== 0) throw noRelevance(step.node, 'whose size is computed');
  const { node, dy } = step;
  const high = relu(step.input(0)) as Tensor4D;
  const Z = image.resizeBilinear(
    high,
    [dy.shape[1]!, dy.shape[2]!],
    attribute(node, 'alignCorners', false),
    attribute(node, 'halfPixelCenters', false),
  );
  return mul(high, turned({ ...step, dy: divNoNan(dy, Z) }, index)!);
};
