import type { SanityCheck } from '../../core/faithfulness/sanity.ts';

/** A rank correlation for people; a constant map has none. */
export function rankText(rank: number | null): string {
  return rank === null ? '–' : rank.toFixed(2).replace('-', '−');
}

/** Both correlations of a check, spoken. */
export function rankWords({ rank, magnitudeRank }: SanityCheck): string {
  return `rank correlation ${rankText(rank)}, of the magnitudes ${rankText(magnitudeRank)}`;
}
