import { mapRange } from '../core/map-range.ts';
import { METHODS } from '../core/methods/index.ts';
import { pairOf } from './result.ts';
import type { Result, Settings } from './state.ts';

/** A colour scale that stays where it is, whatever the maps: then colours can be compared across pairs and layers. */
export interface ScaleLock {
  /** Its ends, in the unit of the maps it was locked with. */
  readonly low: number;
  readonly high: number;
  /** What made those: maps of another method, reading or metric have another unit. */
  readonly of: string;
}

/** What maps have to have in common to share a scale. */
export function scaleOf({
  method,
  metric,
  reading,
}: Pick<Settings, 'method' | 'metric' | 'reading'>): string {
  const { uses } = METHODS[method];
  return [method, uses.reading ? reading : '', uses.metric ? metric : ''].join(' ');
}

/** The scale that both maps of a result have, locked. */
export function lockOf(result: Pick<Result, 'settings' | 'explanations'>): ScaleLock {
  const maps = pairOf(result).map(({ map }) => map.data);
  return { ...mapRange(maps, 'both', false), of: scaleOf(result.settings) };
}

/** Whether maps of these settings are drawn on the locked scale. */
export function lockFits(
  lock: ScaleLock | null,
  settings: Pick<Settings, 'method' | 'metric' | 'reading'>,
): lock is ScaleLock {
  return lock !== null && lock.of === scaleOf(settings);
}
