import type { Extent } from '../../core/extent.ts';
import type { Cut } from '../../core/faithfulness/cut-mask.ts';
import type { PairResult } from '../collection/pair-result.ts';
import type { Summary } from '../collection/summary.ts';
import type { Variant } from '../collection/variant.ts';
import type { MapData } from '../state.ts';

/** A picture as the network sees it, and what stands in the place of pixels that are taken away. */
export interface Blurred {
  /** `[P, 3]` RGB bytes. */
  readonly pixels: Uint8Array;
  /** `[P, 3]`, 0–255. */
  readonly baseline: Float32Array;
}

/**
 * Arithmetic that would keep the page from answering: tens to hundreds of milliseconds a call. Pure functions of
 * their arguments, so that it makes no difference to a digit where they run.
 */
export interface Background {
  /** `blurredBaseline` of core/faithfulness. */
  blur(pixels: Uint8Array, size: Extent): Promise<Float32Array>;
  /** Pixels of the map stretched to `size`, most important first, `[h·w]`. */
  order(map: MapData, size: Extent): Promise<Uint32Array>;
  /** Copies of a picture with the first pixels of an order taken away, or nothing but them kept, `[cuts, P, 3]`. */
  cut(picture: Blurred, order: Uint32Array, cuts: readonly Cut[]): Promise<Uint8Array>;
  /** Copies masked by whole maps, each scaled to [0, 1] (the average drop), `[maps, P, 3]`. */
  fade(picture: Blurred, maps: readonly MapData[], size: Extent): Promise<Uint8Array>;
  /** The table of a set of pairs. */
  summarize(variants: readonly Variant[], results: readonly PairResult[]): Promise<Summary[]>;
}
