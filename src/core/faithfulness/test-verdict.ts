/** What one test came to, for one image or the mean of both: insertion − deletion of each contender. */
export interface TestNumbers {
  readonly ours: number;
  /** null where the map tested is the mean activation itself. */
  readonly meanActivation: number | null;
  /** One per random order. */
  readonly random: readonly number[];
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
}

/** Where blurring everything changes the score by less than this share of it, no order of pixels can matter. */
const NOTHING_TO_LOSE = 0.01;
/** Two contenders that differ by less than this share of what there is to lose are called level. */
const LEVEL = 0.02;

/** With fewer random orders luck is too likely: a test that was stopped early has no verdict yet. */
export const ORDERS_NEEDED = 9;

/**
 * The verdict on a map: better than chance only where it beats every random order, which luck alone does one
 * time in `random.length + 1`; worse only where every random order beats it.
 */
export function testVerdict(numbers: TestNumbers): TestVerdict {
  const { ours, meanActivation, random, whole, blurred } = numbers;
  const span = Math.abs(whole - blurred);
  if (span <= NOTHING_TO_LOSE * Math.max(Math.abs(whole), Math.abs(blurred))) {
    return {
      kind: 'cannot-tell',
      title: 'This pair cannot tell',
      words: `Blurring the whole image hardly changes the score (${show(whole)} before, ${show(blurred)} after), so it cannot matter which pixels go first.`,
    };
  }
  if (random.length < ORDERS_NEEDED) {
    return {
      kind: 'cannot-tell',
      title: 'Cannot tell yet',
      words: `Insertion − deletion is ${show(ours)}, but only ${random.length} of the ${ORDERS_NEEDED} random orders that a verdict needs are done: by luck alone a map would beat ${random.length === 1 ? 'the one' : `all ${random.length}`} one time in ${random.length + 1}.`,
    };
  }
  const beaten = random.filter((value) => ours > value).length;
  const which = beaten === random.length ? `all ${beaten}` : `${beaten || 'none'} of the ${random.length}`;
  const range = `${show(Math.min(...random))} to ${show(Math.max(...random))}`;
  const luck = `by luck alone a map would beat all of them one time in ${random.length + 1}`;
  const mean =
    meanActivation === null
      ? ''
      : ` Mean activation, which never looks at the partner, has ${show(meanActivation)}.`;
  const words = `Insertion − deletion is ${show(ours)}, which beats ${which} random orders (${range}; ${luck}).${mean}`;
  const of = (kind: TestVerdictKind, title: string): TestVerdict => ({ kind, title, words });

  if (beaten === 0) return of('worse', 'Worse than chance on this pair');
  if (beaten < random.length) return of('no-better', 'No better than chance on this pair');
  if (meanActivation === null) return of('better', 'Better than chance on this pair');
  const ahead = ours - meanActivation;
  if (ahead > LEVEL * span) return of('better', 'Better than the controls on this pair');
  return of(
    'better-than-chance',
    ahead < -LEVEL * span
      ? 'Better than chance, but mean activation does better'
      : 'Better than chance, but no better than mean activation',
  );
}

const show = (value: number): string => value.toFixed(3).replace('-', '−');
