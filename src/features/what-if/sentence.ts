import type { Slot } from '../../app/state.ts';
import { showNumber } from '../../ui/result/show-number.ts';

/** What putting something else in the place of pixels did, in words: true of every fill. */
export function sentenceOf(before: number, after: number, shares: Readonly<Record<Slot, number>>): string {
  const parts = (['a', 'b'] as const)
    .filter((slot) => shares[slot] > 0)
    .map((slot) => `${percent(shares[slot])} of image ${slot.toUpperCase()}`);
  if (parts.length === 0) return 'Nothing is erased yet. Paint over a part of either image.';
  const gone = `With ${parts.join(' and ')} replaced`;
  const change = after - before;
  if (change === 0) return `${gone} the similarity is the same.`;
  const words = change < 0 ? 'lower' : 'higher';
  return `${gone} the similarity is ${words} by ${showNumber(Math.abs(change))}.`;
}

/** A share that is not nothing never reads “0 %”. */
export function percent(share: number): string {
  return share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}
