import { explainedVector } from '../../core/methods/explained-vector.ts';
import { sameFeatures } from '../../core/same-features.ts';
import { pairOf } from '../result.ts';
import type { Result } from '../state.ts';

/** Are the two images one and the same, but for rounding, in the similarity that this result explains? */
export function sameForNetwork(result: Pick<Result, 'settings' | 'explanations'>): boolean {
  const [a, b] = pairOf(result).map(({ vectors }) => explainedVector(vectors, result.settings.scope));
  return sameFeatures(a!, b!);
}

/**
 * Does a map explain an image by what is, to the network, itself? Not where a class stands in the other image's place:
 * then the map says something, however alike the two are.
 */
export function explainedByItself(result: Pick<Result, 'settings' | 'explanations'>): boolean {
  return result.settings.against !== 'class' && sameForNetwork(result);
}
