import { random } from '../../core/random.ts';
import type { SetPair, SetPicture } from './picture-set.ts';

/** Every picture with every later one: n(n − 1)/2 pairs. */
export function allPairs(pictures: readonly SetPicture[]): SetPair[] {
  return pictures.flatMap((a, i) => pictures.slice(i + 1).map((b) => ({ a, b })));
}

/** Pairs of pictures that lie in the same folder. */
export function folderPairs(pictures: readonly SetPicture[]): SetPair[] {
  return allPairs(pictures).filter(({ a, b }) => a.folder === b.folder);
}

/**
 * At most `limit` pairs, drawn without replacement with a fixed seed and kept in their order, so that the same
 * set gives the same pairs on every machine.
 */
export function drawPairs(pairs: readonly SetPair[], limit: number): readonly SetPair[] {
  if (pairs.length <= limit) return pairs;
  const drawn = random(1)
    .shuffle([...pairs.keys()])
    .slice(0, limit)
    .sort((i, j) => i - j);
  return drawn.map((index) => pairs[index]!);
}
