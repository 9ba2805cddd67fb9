import { SAMPLE_PAIRS } from '../../core/samples/samples.ts';
import { allPairs, drawPairs, folderPairs, type PairSource, pairsOf } from './choose-pairs.ts';
import { NameIndex } from './name-index.ts';
import type { PairsChoice } from './pairs-state.ts';
import type { SetPair, SetPicture } from './picture-set.ts';
import { readPairList } from './read-pair-list.ts';

/** The pairs that a choice leads to, how many there were before the limit, and what in a list was wrong. */
export interface PairPlan {
  readonly pairs: readonly SetPair[];
  readonly available: number;
  readonly problems: readonly string[];
}

type Choice = Pick<PairsChoice, 'pairing' | 'list' | 'limit'>;

export function planPairs(choice: Choice, pictures: readonly SetPicture[]): PairPlan {
  const { source, problems } = find(choice, pictures);
  return { pairs: drawPairs(source, choice.limit), available: source.count, problems };
}

function find(
  { pairing, list }: Choice,
  pictures: readonly SetPicture[],
): { readonly source: PairSource; readonly problems: readonly string[] } {
  switch (pairing) {
    case 'all':
      return { source: allPairs(pictures), problems: [] };
    case 'folder':
      return { source: folderPairs(pictures), problems: [] };
    case 'suggested': {
      const bySample = new Map(pictures.map((picture) => [picture.name, picture]));
      const pairs = SAMPLE_PAIRS.flatMap(({ a, b }): SetPair[] => {
        const [first, second] = [bySample.get(a), bySample.get(b)];
        return first && second ? [{ a: first, b: second }] : [];
      });
      return { source: pairsOf(pairs), problems: [] };
    }
    case 'list': {
      const { pairs, problems } = readPairList(list, NameIndex.of(pictures));
      return { source: pairsOf(pairs), problems };
    }
  }
}
