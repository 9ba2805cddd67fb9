import { distance } from './metrics/distance.ts';
import { dot } from './metrics/dot.ts';
import type { Vector } from './metrics/metric.ts';

/** Two runs of the same image through float32 kernels stay well below this; two images stay well above. */
const TOLERANCE = 1e-5;

/**
 * Are these the features of the same image, but for rounding? A batch of two and a batch of one need not round alike,
 * so equal pixels do not always give equal bits. Symmetric; two zero vectors count as the same.
 */
export function sameFeatures(x: Vector, y: Vector): boolean {
  return distance(x, y) <= TOLERANCE * Math.sqrt(Math.max(dot(x, x), dot(y, y)));
}
