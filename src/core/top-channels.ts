import type { Vector } from './metrics/metric.ts';

/** A line in the table of channels. */
export interface ChannelEntry {
  /** Index k, from 0. */
  readonly channel: number;
  readonly cis: number;
  /** `CIS_k / Σ|CIS|`, signed, in [-1, 1]: defined even where the CIS sums to zero. */
  readonly share: number;
  /** The sum of this CIS and all above it in the table. */
  readonly running: number;
}

/** `magnitude`: largest |CIS| first; `highest`: evidence for similarity first; `lowest`: evidence against. */
export type ChannelRanking = 'magnitude' | 'highest' | 'lowest';

/** The first `count` channels in the given order; equal ones by index. */
export function topChannels(cis: Vector, count: number, order: ChannelRanking): ChannelEntry[] {
  let gross = 0;
  for (const value of cis) gross += Math.abs(value);
  const key = {
    magnitude: (k: number) => Math.abs(cis[k]!),
    highest: (k: number) => cis[k]!,
    lowest: (k: number) => -cis[k]!,
  }[order];
  let running = 0;
  return Array.from(cis.keys())
    .sort((j, k) => key(k) - key(j) || j - k)
    .slice(0, count)
    .map((channel) => {
      const value = cis[channel]!;
      running += value;
      return { channel, cis: value, share: gross > 0 ? value / gross : 0, running };
    });
}
