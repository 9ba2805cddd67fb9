import { type OtherResult, partnerRank, partnerWords } from './partner-rank.ts';

/** What one test came to, for one image or the mean of both: insertion − deletion of each contender. */
export interface TestNumbers {
  readonly ours: number;
  /** Of the control of activity; null where the map tested is that itself. */
  readonly activity: number | null;
  /** What that control is called, in the middle of a sentence. */
  readonly activityName: string;
  /** One per scrambled map (scramble.ts): as smooth, in other places. */
  readonly scrambled: readonly number[];
  /** The maps of the same images for other partners; none where the map does not depend on its partner. */
  readonly partners: readonly OtherResult[];
  /** The score of the untouched and of the wholly blurred image: what there is to lose. */
  readonly whole: number;
  readonly blurred: number;
}

export type TestVerdictKind = 'better' | 'better-than-chance' | 'no-better' | 'worse' | 'cannot-tell';

/** A test in words. */
export interface TestVerdict {
  readonly kind: TestVerdictKind;
  /** One line. */
  readonly title: string;
  /** What was compared, and how the comparison went. */
  readonly words: string;
  /** “Why these two?”: where the map stands among those for other partners; null where none were tried. */
  readonly whyThese: string | null;
}

/** Where blurring everything changes the score by less than this share of it, no order of pixels can matter. */
const NOTHING_TO_LOSE = 0.01;
/** Two contenders that differ by less than this share of what there is to lose are called level: a convention. */
const LEVEL = 0.02;

/** With fewer scrambled maps luck is too likely: a test that was stopped early has no verdict yet. */
export const SCRAMBLED_NEEDED = 9;

/**
 * The verdict on a map: better than chance only where it beats every scrambled map, which one that knows nothing
 * does one time in `scrambled.length + 1`; worse only where every scrambled map beats it. One pair gives no margin
 * for the lead over the control of activity, so the lead itself is stated.
 */
export function testVerdict(numbers: TestNumbers): TestVerdict {
  const { ours, activity, activityName, scrambled, partners, whole, blurred } = numbers;
  const span = Math.abs(whole - blurred);
  const rank = partnerRank(ours, partners);
  const whyThese = rank && partnerWords(rank);
  const of = (kind: TestVerdictKind, title: string, words: string): TestVerdict => ({
    kind,
    title,
    words,
    whyThese: kind === 'cannot-tell' ? null : whyThese,
  });
  if (span <= NOTHING_TO_LOSE * Math.max(Math.abs(whole), Math.abs(blurred))) {
    return of(
      'cannot-tell',
      'This pair cannot tell',
      `Blurring the whole image hardly changes the score (${show(whole)} before, ${show(blurred)} after), so it cannot matter which pixels go first.`,
    );
  }
  const count = scrambled.length;
  if (count < SCRAMBLED_NEEDED) {
    return of(
      'cannot-tell',
      'Cannot tell yet',
      `Insertion − deletion is ${show(ours)}, but only ${count} of the ${SCRAMBLED_NEEDED} scrambled maps that a verdict needs are done: by luck alone a map would beat ${count === 1 ? 'the one' : `all ${count}`} one time in ${count + 1}.`,
    );
  }
  const beaten = scrambled.filter((value) => ours > value).length;
  const which = beaten === count ? `all ${beaten}` : `${beaten || 'none'} of the ${count}`;
  const range = `${show(Math.min(...scrambled))} to ${show(Math.max(...scrambled))}`;
  const p = `p = ${((1 + count - beaten) / (1 + count)).toFixed(2)}`;
  const mean =
    activity === null
      ? ''
      : ` ${activityName.charAt(0).toUpperCase()}${activityName.slice(1)}, which never looks at the partner, has ${show(activity)}.`;
  const level =
    activity === null
      ? ''
      : ` A lead of less than ${show(LEVEL * span)}, 2 % of what blurring everything changes, is called none: a convention.`;
  const words = `Insertion − deletion is ${show(ours)}, which beats ${which} scrambled maps (${range}; ${p}): maps as smooth as this one, in other places.${mean}${level}`;

  if (beaten === 0) return of('worse', 'Worse than chance on this pair', words);
  if (beaten < count) return of('no-better', 'No better than chance on this pair', words);
  if (activity === null) return of('better', 'Better than chance on this pair', words);
  const ahead = ours - activity;
  if (ahead > LEVEL * span)
    return of(
      'better',
      `Better than chance, and ${show(ahead)} ahead of ${activityName} on this pair`,
      words,
    );
  return of(
    'better-than-chance',
    ahead < -LEVEL * span
      ? `Better than chance, but ${activityName} does better`
      : `Better than chance, but no better than ${activityName}`,
    words,
  );
}

const show = (value: number): string => value.toFixed(3).replace('-', '−');
