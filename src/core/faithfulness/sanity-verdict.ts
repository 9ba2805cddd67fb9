import { quantile } from '../quantile.ts';
import type { SanityCheck } from './sanity.ts';

/** A sanity check in words. */
export interface SanityVerdict {
  readonly kind: 'passes' | 'doubtful' | 'fails';
  readonly title: string;
  readonly words: string;
}

/** From here on two maps rank places much alike; below {@link LITTLE} they hardly agree. Conventions, not laws. */
const MUCH = 0.7;
const LITTLE = 0.4;
/** From here on they rank places the same way but for a few. */
const UNMOVED = 0.99;
/** Beyond this, maps differ by rounding. */
const SAME = 0.9999;

/** How alike two maps are, in [0, 1]: the magnitude of the rank correlation; a collapse to a constant is 0. */
export function likeness({ rank, moved }: SanityCheck): number {
  return rank === null ? (moved ? 0 : 1) : Math.abs(rank);
}

/** What several tries came to, to the two digits that are shown: words never contradict the number beside them. */
interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** @param tries for each, the checks of both images: the one whose map moved least counts. */
function spreadOf(tries: readonly (readonly SanityCheck[])[]): Spread {
  const sorted = Float64Array.from(tries, (checks) => Math.max(...checks.map(likeness))).sort();
  const shown = (value: number) => Number(value.toFixed(2));
  return { median: shown(quantile(sorted, 0.5)), low: shown(sorted[0]!), high: shown(sorted.at(-1)!) };
}

function spreadWords({ median, low, high }: Spread, tries: number): string {
  const middle = `|ρ| = ${median.toFixed(2)}`;
  return tries === 1 ? middle : `${middle} in the middle, ${low.toFixed(2)} to ${high.toFixed(2)}`;
}

/** One stage of the cascade: how far up from the output weights are shuffled, and what became of the maps. */
export interface SanityStage {
  /** True where all shuffled blocks come after the layer that the map lies at. */
  readonly above: boolean;
  /** One list a shuffle, with one check per image. */
  readonly shuffles: readonly (readonly SanityCheck[])[];
}

/**
 * The verdict on a cascade of randomised weights (Adebayo et al. 2018), by the image whose map held out best and the middle one
 * of the shuffles.
 *
 * @param stages in order; the last has every weight shuffled.
 * @param explainsFinal whether the map claims to explain the final similarity, which all weights make.
 * @throws RangeError without stages.
 */
export function randomizationVerdict(stages: readonly SanityStage[], explainsFinal: boolean): SanityVerdict {
  const last = stages.at(-1);
  if (!last) throw new RangeError('A verdict needs at least one stage.');
  const spread = spreadOf(last.shuffles);
  const end = spread.median;
  const tries = last.shuffles.length;
  const number = `${tries === 1 ? 'one shuffle' : `${tries} shuffles`}: ${spreadWords(spread, tries)}`;
  const unmoved = ({ shuffles }: SanityStage) => shuffles.flat().every(({ moved }) => !moved);
  if (stages.every(unmoved)) {
    return {
      kind: 'fails',
      title: 'Fails: the weights make no difference',
      words:
        'Whatever is shuffled, the map ranks its places as before, up to its sign: its order does not come from what the network has learnt.',
    };
  }
  const above = stages.filter((stage) => stage.above);
  if (explainsFinal && above.length > 0 && above.every(unmoved)) {
    return {
      kind: 'fails',
      title: 'Fails: what comes after this layer makes no difference',
      words:
        'Shuffling every weight after this layer makes another similarity altogether, and the map does not move. It shows what this layer holds, not why the final similarity is what it is.',
    };
  }
  if (end >= MUCH) {
    return {
      kind: 'doubtful',
      title: 'Doubtful: much of the map outlives the weights',
      words: `With every weight shuffled the map still ranks places much as before, up to its sign (${number}). That part does not come from what the network learnt; it may be the picture’s contrast and edges, or how the network is built.`,
    };
  }
  if (end >= LITTLE) {
    return {
      kind: 'passes',
      title: 'Passes, not without a rest',
      words: `The map changes with the weights; with all of them shuffled something of its order is left (${number}).`,
    };
  }
  return {
    kind: 'passes',
    title: 'Passes: the map follows the weights',
    words: `With every weight shuffled hardly anything of the map’s order is left (${number}).`,
  };
}

/**
 * The verdict on exchanging the partner for unrelated images, by the middle one of them and the image whose map moved
 * least.
 *
 * @param partners for each, the checks of both images. @throws RangeError without partners.
 */
export function partnerVerdict(partners: readonly (readonly SanityCheck[])[]): SanityVerdict {
  const tries = partners.length;
  if (tries === 0) throw new RangeError('A verdict needs at least one partner.');
  const spread = spreadOf(partners);
  const tried = tries === 1 ? 'one unrelated partner' : `${tries} unrelated partners`;
  const number = spreadWords(spread, tries);
  if (partners.flat().every((check) => likeness(check) > SAME)) {
    return {
      kind: 'fails',
      title: 'Fails: every partner tried gives the same map',
      words: `With ${tried} the map ranks its places the same, up to its sign (${number}), so it cannot say why these two images are similar. It belongs to one image alone.`,
    };
  }
  if (spread.median >= UNMOVED) {
    return {
      kind: 'fails',
      title: 'Fails: the partner makes next to no difference',
      words: `With ${tried} in its partner’s place the map of at least one image ranks its places as before, up to its sign (${number}). It shows what stands out in that image, hardly why these two are similar.`,
    };
  }
  if (spread.median >= MUCH) {
    return {
      kind: 'doubtful',
      title: 'Doubtful: the partner changes little',
      words: `With ${tried} the map still ranks places much as before, up to its sign (${number}). Most of it belongs to the image itself, and only the rest to this pair.`,
    };
  }
  return {
    kind: 'passes',
    title: 'Passes: the map depends on the partner',
    words: `With ${tried} the map ranks places differently (${number}).`,
  };
}
