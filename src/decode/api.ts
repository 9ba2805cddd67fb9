/** Types that cross the decoder's worker boundary. No code: both sides import this. */
import type { Extent } from '../core/extent.ts';
import type { FitId, SourceRectangle } from '../core/resize/fit.ts';

/** The smallest and the largest value of 16-bit samples, 0…65,535. */
export interface Levels {
  readonly from: number;
  readonly to: number;
}

/** A picture that can be explained. */
export interface OpenedPicture {
  /** Pixels, after orientation. */
  readonly width: number;
  readonly height: number;
  readonly name: string;
  /**
   * For display, at most 1024 pixels on the long side, opaque: the colours that the network sees. The
   * receiver closes it.
   */
  readonly preview: ImageBitmap;
  /** What the user should know: an animation's other frames or transparency that is not used, and so on. */
  readonly note?: string;
  /** Of a picture of 16 bits: the values in it. The network sees their upper 8 bits, where they are not stretched. */
  readonly levels?: Levels;
}

/** What the network is fed. */
export interface NetworkInput {
  /** `[h, w, 3]` RGB bytes. */
  readonly rgb: Uint8Array;
  /** How the picture was made to fit, e.g. "stretched from 640×480 to 224×224". */
  readonly sentence: string;
}

/**
 * Files in, pictures and network inputs out; the worker's side and the page's. Both calls reject with an AppError of
 * the file, fit to be shown, and nothing else.
 *
 * @param box the part that is the picture; all of the file without it. @param stretch of 16-bit values, those that
 *   become 0 and 255.
 */
export interface Decoder {
  open(blob: Blob, name: string, box?: SourceRectangle, stretch?: Levels): Promise<OpenedPicture>;
  /** @param size of the input. */
  pixels(
    blob: Blob,
    size: Extent,
    fit: FitId,
    box?: SourceRectangle,
    stretch?: Levels,
  ): Promise<NetworkInput>;
}
