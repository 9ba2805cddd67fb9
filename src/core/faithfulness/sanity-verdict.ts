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
/** Beyond this, maps differ by rounding. */
const SAME = 0.9999;

/** How alike two maps are, in [0, 1]: the magnitude of the rank correlation; a collapse to a constant is 0. */
export function likeness({ rank, moved }: SanityCheck): number {
  return rank === null ? (moved ? 0 : 1) : Math.abs(rank);
}

/** One stage of the cascade: how far up from the output weights are shuffled, and what became of the maps. */
export interface SanityStage {
  /** True where all shuffled blocks come after the layer that the map lies at. */
  readonly above: boolean;
  /** One per image. */
  readonly checks: readonly SanityCheck[];
}

/**
 * The verdict on a cascade of randomised weights (Adebayo et al. 2018), by the image whose map held out best.
 *
 * @param stages in order; the last has every weight shuffled.
 * @param explainsFinal whether the map claims to explain the final similarity, which all weights make.
 * @throws RangeError without stages.
 */
export function randomizationVerdict(stages: readonly SanityStage[], explainsFinal: boolean): SanityVerdict {
  const last = stages.at(-1);
  if (!last) throw new RangeError('A verdict needs at least one stage.');
  const end = Math.max(...last.checks.map(likeness));
  const number = `|ρ| = ${end.toFixed(2)}`;
  const unmoved = ({ checks }: SanityStage) => checks.every(({ moved }) => !moved);
  if (stages.every(unmoved)) {
    return {
      kind: 'fails',
      title: 'Fails: the weights make no difference',
      words: 'The map stays the same whatever the network has learnt. It shows the picture, not the network.',
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
      words: `With every weight shuffled the map still ranks places much as before (${number}). That part is the picture’s contrast and edges, not what the network learnt.`,
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
 * The verdict on exchanging the partner for an unrelated image, by the image whose map moved least.
 *
 * @throws RangeError without checks.
 */
export function partnerVerdict(checks: readonly SanityCheck[]): SanityVerdict {
  if (checks.length === 0) throw new RangeError('A verdict needs at least one check.');
  const most = Math.max(...checks.map(likeness));
  const number = `|ρ| = ${most.toFixed(2)}`;
  if (checks.every((check) => likeness(check) > SAME)) {
    return {
      kind: 'fails',
      title: 'Fails: any partner gives the same map',
      words: `The map does not move when the partner is exchanged (${number}), so it cannot say why these two images are similar. It shows one image alone.`,
    };
  }
  if (checks.some(({ moved }) => !moved)) {
    return {
      kind: 'fails',
      title: 'Fails: the partner makes next to no difference',
      words: `With an unrelated partner the map of at least one image ranks its places as before (${number}). It shows what stands out in that image, hardly why these two are similar.`,
    };
  }
  if (most >= MUCH) {
    const turned = checks.some((check) => likeness(check) === most && (check.rank ?? 0) < 0);
    return {
      kind: 'doubtful',
      title: 'Doubtful: the partner changes little',
      words: `With an unrelated partner the map still ranks places much as before${turned ? ', but for its sign' : ''} (${number}). Most of it belongs to the image itself, and only the rest to this pair.`,
    };
  }
  return {
    kind: 'passes',
    title: 'Passes: the map depends on the partner',
    words: `With an unrelated partner the map ranks places differently (${number}).`,
  };
}
