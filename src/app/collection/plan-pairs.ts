import { SAMPLE_PAIRS } from '../../core/samples/samples.ts';
import { allPairs, drawPairs, folderPairs } from './choose-pairs.ts';
import { matchPairs } from './match-pairs.ts';
import type { PairsChoice } from './pairs-state.ts';
import { parsePairList } from './parse-pair-list.ts';
import type { SetPair, SetPicture } from './picture-set.ts';

/** The pairs that a choice leads to, how many there were before the limit, and what in a list was wrong. */
export interface PairPlan {
  readonly pairs: readonly SetPair[];
  readonly available: number;
  readonly problems: readonly string[];
}

export function planPairs(
  choice: Pick<PairsChoice, 'pairing' | 'list' | 'limit'>,
  pictures: readonly SetPicture[],
): PairPlan {
  const { pairs, problems } = find(choice, pictures);
  return { pairs: drawPairs(pairs, choice.limit), available: pairs.length, problems };
}

function find(
  { pairing, list }: Pick<PairsChoice, 'pairing' | 'list'>,
  pictures: readonly SetPicture[],
): { readonly pairs: readonly SetPair[]; readonly problems: readonly string[] } {
  switch (pairing) {
    case 'all':
      return { pairs: allPairs(pictures), problems: [] };
    case 'folder':
      return { pairs: folderPairs(pictures), problems: [] };
    case 'suggested':
      return matchPairs(
        SAMPLE_PAIRS.map(({ a, b }, index) => ({ line: index + 1, a, b })),
        pictures,
      );
    case 'list': {
      const parsed = parsePairList(list);
      const matched = matchPairs(parsed.pairs, pictures);
      return { pairs: matched.pairs, problems: [...parsed.problems, ...matched.problems] };
    }
  }
}
