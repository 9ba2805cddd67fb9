import { spearman } from '../correlation.ts';

/** Maps ranked this alike have not moved. */
const UNMOVED = 0.99;

/** The original map against one made after something was taken away that an explanation should depend on. */
export interface SanityCheck {
  /** Spearman's rank correlation of the signed maps; null where a map is constant. */
  readonly rank: number | null;
  /** The same of the magnitudes: near ±1 for a map that merely changed sign. */
  readonly magnitudeRank: number | null;
  /** False where the maps rank their positions alike, up to sign: such a method explains nothing. */
  readonly moved: boolean;
}

/**
 * Sanity check of Adebayo et al. (2018, arXiv 1810.03292): compares the map with the one after the weights
 * were randomised, or for an unrelated partner image. A map that becomes constant has moved, unless it was
 * constant to begin with.
 */
export function sanity(original: Float32Array, changed: Float32Array): SanityCheck {
  const rank = spearman(original, changed);
  const magnitude = (map: Float32Array) => map.map((value) => Math.abs(value));
  const magnitudeRank = spearman(magnitude(original), magnitude(changed));
  const equal = original.every((value, i) => value === changed[i]);
  return { rank, magnitudeRank, moved: !equal && (rank === null || Math.abs(rank) < UNMOVED) };
}
