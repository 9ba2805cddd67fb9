import type { SignMode } from './rectify.ts';

/** The values at the two ends of a colour scale, `low ≤ high`. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * The range of one map, or the shared range of several, for the part that is shown.
 *
 * - `diverging`: symmetric about 0, `±max |v|` over the shown sign, so that the neutral colour means 0;
 * - otherwise `[0, max]` for the positive part, `[min, 0]` for the negative one, `[min, max]` for both.
 *
 * Values that are not finite are left out; with none left the range is `[0, 0]`.
 */
export function mapRange(maps: readonly Float32Array[], sign: SignMode, diverging: boolean): Range {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const map of maps) {
    for (const value of map) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) return { low: 0, high: 0 };
  if (sign === 'positive') {
    low = 0;
    high = Math.max(high, 0);
  } else if (sign === 'negative') {
    low = Math.min(low, 0);
    high = 0;
  }
  const reach = Math.max(-low, high);
  // 0 − 0 and 0 + −0 are 0; a legend would print −0 as “−0”.
  return diverging ? { low: 0 - reach, high: reach } : { low: 0 + low, high: 0 + high };
}
