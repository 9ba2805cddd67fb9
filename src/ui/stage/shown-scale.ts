import { pairOf } from '../../app/result.ts';
import { lockFits } from '../../app/scale-lock.ts';
import { senseOf } from '../../app/sense-of.ts';
import type { AppState, Explanation } from '../../app/state.ts';
import { COLORMAPS } from '../../core/colormap.ts';
import { mapRange, type Range } from '../../core/map-range.ts';
import { showNumber } from '../result/show-number.ts';
import { type MapColoring, mapColoring } from './map-coloring.ts';
import { resultView } from './result-view.ts';

/** A colour scale as it is shown: beside the stage, in the figure and in the report. */
export interface ShownScale {
  readonly coloring: MapColoring;
  /** The values at its ends. */
  readonly extent: Range;
  /** What the numbers at its ends do not say, in sentences. */
  readonly notes: readonly string[];
}

type Shown = { readonly result: NonNullable<AppState['result']>; readonly display: AppState['display'] };

/** Whether a scale that was locked is what the maps are drawn on. */
export const isLocked = ({ display, result }: Shown, showing: AppState['display']['showing']): boolean =>
  showing === 'map' && lockFits(display.lock, result.settings);

/** Whether both images are on one scale. */
export const onOneScale = (shown: Shown, showing: AppState['display']['showing']): boolean =>
  shown.display.range === 'shared' || isLocked(shown, showing);

/** The scale of one image's map, or of both where they share it. */
export function shownScale(
  shown: Shown,
  explanation: Explanation,
  showing: AppState['display']['showing'],
): ShownScale {
  const { result, display } = shown;
  const coloring = mapColoring(shown, resultView(explanation, showing));
  const drawn = onOneScale(shown, showing) ? pairOf(result) : [explanation];
  const maps = drawn.map((one) => one[showing].data);
  const found = mapRange(maps, coloring.sign, false);
  const locked = isLocked(shown, showing) ? display.lock : null;
  const extent = locked ? mapRange([Float32Array.of(locked.low, locked.high)], coloring.sign, false) : found;
  return { coloring, extent, notes: [...lockNotes(), ...colourNotes()] };

  function lockNotes(): string[] {
    if (!locked) return [];
    const beyond = [
      ...(found.low < extent.low ? [showNumber(found.low)] : []),
      ...(found.high > extent.high ? [showNumber(found.high)] : []),
    ];
    const words =
      beyond.length === 0 ? '' : `; values beyond it, to ${beyond.join(' and ')}, have the colour of its end`;
    const { unit } = senseOf(result.settings);
    const other =
      locked.unit === unit
        ? ''
        : ` It was set by maps in another unit (${locked.unit}): the numbers can be compared, what they mean cannot.`;
    return [`The scale is locked${words}.${other}`];
  }

  function colourNotes(): string[] {
    const chosen = COLORMAPS[display.colormap];
    if (coloring.colormap.id !== chosen.id)
      return [
        `Both signs occur: drawn in ${coloring.colormap.label}, white at zero, not in ${chosen.label}.`,
      ];
    if (coloring.sign !== 'both' || chosen.diverging || !(extent.low < 0 && extent.high > 0)) return [];
    const slight =
      -extent.low < extent.high ? (['below', extent.low] as const) : (['above', extent.high] as const);
    return [
      `Values ${slight[0]} zero, to ${showNumber(slight[1])}, are slight beside the others: drawn in ${chosen.label} all the same.`,
    ];
  }
}
