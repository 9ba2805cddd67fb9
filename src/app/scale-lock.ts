import { mapRange, type Range } from '../core/map-range.ts';
import { METHODS } from '../core/methods/index.ts';
import { pairOf } from './result.ts';
import { type SenseSettings, senseOf } from './sense-of.ts';
import type { Result, Settings } from './state.ts';

/** A colour scale that stays where it is, whatever the maps: then colours can be compared across pairs and layers. */
export interface ScaleLock {
  /** Its ends, in the unit of the maps it was locked with. */
  readonly low: number;
  readonly high: number;
  /** What made those: the scale is not used for maps of another method, reading or metric. */
  readonly of: string;
  /** Below the layer that is explained, maps of one method may have another, and are drawn on the scale all the same. */
  readonly unit: string;
}

/** What maps have to have in common to share a scale. */
function scaleOf({ method, metric, reading }: Pick<Settings, 'method' | 'metric' | 'reading'>): string {
  const { uses } = METHODS[method];
  return [method, uses.reading ? reading : '', uses.metric ? metric : ''].join(' ');
}

/** This scale, locked for maps of such settings. */
export function lockAt({ low, high }: Range, settings: SenseSettings): ScaleLock {
  return { low, high, of: scaleOf(settings), unit: senseOf(settings).unit };
}

/** The scale that both maps of a result have, locked. */
export function lockOf(result: Pick<Result, 'settings' | 'explanations'>): ScaleLock {
  const maps = pairOf(result).map(({ map }) => map.data);
  return lockAt(mapRange(maps, 'both', false), result.settings);
}

/** Whether maps of these settings are drawn on the locked scale. */
export function lockFits(
  lock: ScaleLock | null,
  settings: Pick<Settings, 'method' | 'metric' | 'reading'>,
): lock is ScaleLock {
  return lock !== null && lock.of === scaleOf(settings);
}
