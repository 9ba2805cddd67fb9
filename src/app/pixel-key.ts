import type { Extent } from '../core/extent.ts';
import type { FitId } from '../core/resize/fit.ts';

/** Equal keys, equal bytes. */
export function pixelKey(picture: string, size: Extent, fit: FitId): string {
  return `${picture}|${size.join('x')}|${fit}`;
}
