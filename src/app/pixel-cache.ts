import type { Extent } from '../core/extent.ts';
import { keepNewest } from '../core/keep-newest.ts';
import type { FitId } from '../core/resize/fit.ts';

/**
 * The last few resampled inputs, `[h, w, 3]` RGB bytes, so that a restarted worker or a change of model at
 * the same size needs no second decoding.
 */
export class PixelCache {
  private readonly entries = new Map<string, Promise<Uint8Array>>();
  private readonly capacity: number;

  constructor(capacity = 6) {
    this.capacity = capacity;
  }

  get(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const known = this.entries.get(key);
    const pixels = known ?? make();
    keepNewest(this.entries, key, pixels, this.capacity);
    if (!known)
      pixels.catch(() => {
        if (this.entries.get(key) === pixels) this.entries.delete(key);
      });
    return pixels;
  }
}

/** Equal keys, equal bytes. */
export function pixelKey(picture: string, size: Extent, fit: FitId): string {
  return `${picture}|${size.join('x')}|${fit}`;
}
