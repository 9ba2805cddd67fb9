import { explainedVector } from '../../core/methods/explained-vector.ts';
import { sameFeatures } from '../../core/same-features.ts';
import type { Explanation } from '../state.ts';

/** Are the two images one and the same, but for rounding, in the similarity that this result explains? */
export function sameForNetwork({ settings, vectors }: Pick<Explanation, 'settings' | 'vectors'>): boolean {
  const { scope } = settings;
  return sameFeatures(explainedVector(vectors.a, scope), explainedVector(vectors.b, scope));
}

/**
 * Does a map explain an image by what is, to the network, itself? Not where a class stands in the other image's place:
 * then the map says something, however alike the two are.
 */
export function explainedByItself(result: Pick<Explanation, 'settings' | 'vectors'>): boolean {
  return result.settings.against !== 'class' && sameForNetwork(result);
}
