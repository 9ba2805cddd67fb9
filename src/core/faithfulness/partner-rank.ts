/** A map made for another partner, put to the same test. */
export interface OtherResult {
  /** Insertion − deletion for the similarity of the pair. */
  readonly value: number;
  /** Partners of one subject are not independent. */
  readonly subject: string;
}

/** Where the pair's own map stands among the maps of the same images for other partners. */
export interface PartnerRank {
  /** 1: no other does as well. */
  readonly rank: number;
  /** Maps in all, this one among them. */
  readonly of: number;
  /** Subjects among the other partners. */
  readonly independent: number;
  /**
   * The permutation test's chance that a map made for any partner stands as high: `(1 + as good) / (1 + subjects)`,
   * the partners of a subject counted by their mean. Below {@link PARTNERS_FOR_P} it cannot be small, and is said with
   * what it cannot fall below.
   */
  readonly p: number;
}

/** With fewer independent partners p cannot fall to 0.05, whatever the map. */
export const PARTNERS_FOR_P = 19;

/**
 * The answer to “why these two?”: if the map says what *this* pair shares, it must order the pixels better, for the
 * similarity of this pair, than the maps of the same images for other partners. A tie counts as lost.
 *
 * @returns null without other partners.
 */
export function partnerRank(ours: number, others: readonly OtherResult[]): PartnerRank | null {
  if (others.length === 0) return null;
  const subjects = new Map<string, number[]>();
  for (const { value, subject } of others) subjects.set(subject, [...(subjects.get(subject) ?? []), value]);
  const means = [...subjects.values()].map((values) => values.reduce((a, b) => a + b, 0) / values.length);
  const asGood = means.filter((value) => value >= ours).length;
  return {
    rank: 1 + others.filter(({ value }) => value >= ours).length,
    of: others.length + 1,
    independent: means.length,
    p: (1 + asGood) / (1 + means.length),
  };
}

/** The rank in words. */
export function partnerWords({ rank, of, independent, p }: PartnerRank): string {
  const others = of - 1;
  const made = `Made for another partner instead (${others} ${others === 1 ? 'photograph' : 'photographs'}, ${independent} independent), the maps of the same images were put to the same test`;
  const place =
    rank === 1
      ? 'none orders the pixels of this pair as well as its own map'
      : `${rank - 1} of ${others} order the pixels of this pair as well as its own map or better`;
  const least =
    independent < PARTNERS_FOR_P
      ? `; with ${independent} independent ${independent === 1 ? 'partner' : 'partners'} p cannot fall below ${(1 / (1 + independent)).toFixed(3)}`
      : '';
  return `${made}: ${place}, rank ${rank} of ${of}, p = ${p.toFixed(3)}${least}.`;
}
