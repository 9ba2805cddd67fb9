import type { Extent } from '../../core/extent.ts';
/** An image whose pixels are made only when a worker asks for them: at first, and again when it made room for others. */
export interface ImageSource {
  /** Equal keys, equal pixels. */
  readonly key: string;
  readonly size: Extent;
  /** `[h, w, 3]` RGB bytes. */
  pixels(): Promise<Uint8Array>;
}
