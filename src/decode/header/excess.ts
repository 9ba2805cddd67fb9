import { LIMITS } from '../limits.ts';

const moreThan = (limit: number, of: string): string => `more than ${limit.toLocaleString('en')} ${of}`;

/** Words for too many of something; null where there are not. */
export const excessOf = (count: number, what: 'chunks' | 'frames' | 'scans'): string | null =>
  count > LIMITS[what] ? moreThan(LIMITS[what], what) : null;

/**
 * Words for an animation that would take more memory than its header says: too many frames, or a large one.
 *
 * @param largest what the largest frame reaches to, from the picture's corner, pixels.
 */
export function framesInExcess(
  frames: number,
  largest: { readonly width: number; readonly height: number },
): string | null {
  const { width, height } = largest;
  if (width * height > LIMITS.pixels) return `a frame of ${width}×${height} pixels`;
  return excessOf(frames, 'frames');
}
