import type { Extent } from '../../core/extent.ts';
import type { ProbeTask } from '../../core/probe/cross-validation.ts';
import type { LinearProbe } from '../../core/probe/linear-probe.ts';
import type { PairResult } from '../collection/pair-result.ts';
import type { Summary } from '../collection/summary.ts';
import type { Variant } from '../collection/variant.ts';
import type { MapData } from '../state.ts';

/**
 * Arithmetic that would keep the page from answering: tens to hundreds of milliseconds a call. Pure functions of
 * their arguments, so that it makes no difference to a digit where they run.
 */
export interface Background {
  /** `blurredBaseline` of core/faithfulness. */
  blur(pixels: Uint8Array, size: Extent): Promise<Float32Array>;
  /** Pixels of the map stretched to `size`, most important first, `[h·w]`. */
  order(map: MapData, size: Extent): Promise<Uint32Array>;
  /** The table of a set of pairs. */
  summarize(variants: readonly Variant[], results: readonly PairResult[]): Promise<Summary[]>;
  /** A linear probe of all rows (core/probe). */
  fitProbe(task: ProbeTask): Promise<LinearProbe>;
  /** About how long {@link fitProbe} takes here, and one fit for each fold, in milliseconds: found out by a little of it. */
  paceOfProbe(task: ProbeTask): Promise<number>;
  /** How many images of one fold are told right by a probe of the others. */
  rightOfFold(task: ProbeTask, fold: number): Promise<number>;
}
