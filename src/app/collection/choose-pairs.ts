import { random } from '../../core/random.ts';
import type { SetPair, SetPicture } from './picture-set.ts';

/** Pairs that are made when they are asked for: thousands of pictures have tens of millions. */
export interface PairSource {
  readonly count: number;
  /** @param index 0 … count − 1 */
  readonly at: (index: number) => SetPair;
}

/** Pairs that are there already. */
export function pairsOf(pairs: readonly SetPair[]): PairSource {
  return { count: pairs.length, at: (index) => pairs[index]! };
}

/** Every picture with every later one, by the first: n(n − 1)/2 pairs. */
export function allPairs(pictures: readonly SetPicture[]): PairSource {
  const n = pictures.length;
  /** Pairs whose first picture comes before picture i. */
  const before = (i: number) => i * n - (i * (i + 1)) / 2;
  return {
    count: before(Math.max(n - 1, 0)),
    at(index) {
      const first = lastAtMost(n - 1, before, index);
      return { a: pictures[first]!, b: pictures[first + 1 + index - before(first)]! };
    },
  };
}

/** Pairs of pictures that lie in the same folder, folder by folder. */
export function folderPairs(pictures: readonly SetPicture[]): PairSource {
  const folders = new Map<string, SetPicture[]>();
  for (const picture of pictures) {
    const own = folders.get(picture.folder);
    if (own) own.push(picture);
    else folders.set(picture.folder, [picture]);
  }
  const sources = [...folders.values()].map(allPairs);
  const starts: number[] = [];
  let count = 0;
  for (const source of sources) {
    starts.push(count);
    count += source.count;
  }
  return {
    count,
    at(index) {
      const folder = lastAtMost(sources.length, (i) => starts[i]!, index);
      return sources[folder]!.at(index - starts[folder]!);
    },
  };
}

/**
 * At most `limit` pairs, drawn without replacement with a fixed seed and kept in their order, so that the same set
 * gives the same pairs on every machine (Floyd's algorithm: Bentley and Floyd, CACM 30, 1987).
 */
export function drawPairs({ count, at }: PairSource, limit: number): readonly SetPair[] {
  if (count <= limit) return Array.from({ length: count }, (_, index) => at(index));
  const stream = random(1);
  const drawn = new Set<number>();
  for (let top = count - limit; top < count; top++) {
    const index = stream.below(top + 1);
    drawn.add(drawn.has(index) ? top : index);
  }
  return [...drawn].sort((i, j) => i - j).map(at);
}

/** The last i of 0 … count − 1 whose rising `start(i)` is at most `value`. */
function lastAtMost(count: number, start: (i: number) => number, value: number): number {
  let [low, high] = [0, count - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (start(middle) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
