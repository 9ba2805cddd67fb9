import { pairOf } from '../../app/result.ts';
import { lockFits, type ScaleLock } from '../../app/scale-lock.ts';
import type { AppState } from '../../app/state.ts';
import { COLORMAPS, type Colormap, type ColormapId } from '../../core/colormap.ts';
import type { Range } from '../../core/map-range.ts';
import type { SignMode } from '../../core/rectify.ts';
import { cachedRange } from './cached-range.ts';
import { drawnSign } from './drawn-sign.ts';
import type { PaneView } from './views.ts';

/** How values become colours in one pane: what the canvas draws by and the legend is labelled with. */
export interface MapColoring {
  readonly colormap: Colormap;
  readonly sign: SignMode;
  readonly range: Range;
}

/**
 * The range is shared by both images where the user chose so; evidence and maps that still sharpen belong to
 * one image and have their own. The control is never negative evidence, so it is drawn whole.
 */
export function mapColoring(
  { display, result }: Pick<AppState, 'display' | 'result'>,
  view: PaneView,
): MapColoring {
  const sign = drawnSign(view.kind, display.sign);
  // The evidence of a point and a control have units of their own.
  if (view.kind === 'map' && result && lockFits(display.lock, result.settings))
    return coloringOf([endsOf(display.lock)], display.colormap, sign);
  return coloringOf(rangedMaps(), display.colormap, sign);

  function rangedMaps(): readonly Float32Array[] {
    if (view.map === null) return [];
    const { kind } = view;
    if (display.range !== 'shared' || !result || (kind !== 'map' && kind !== 'control'))
      return [view.map.data];
    return pairOf(result).map((one) => one[kind].data);
  }
}

const ends = new WeakMap<ScaleLock, Float32Array>();

/** A locked scale as a map of its ends; always the same one, so that its range is read once. */
function endsOf(lock: ScaleLock): Float32Array {
  const known = ends.get(lock) ?? Float32Array.of(lock.low, lock.high);
  ends.set(lock, known);
  return known;
}

/** Colours of maps on one scale: the one place where values get theirs. */
export function coloringOf(
  maps: readonly Float32Array[],
  chosen: ColormapId,
  sign: SignMode = 'both',
): MapColoring {
  const colormap = signedColormap(COLORMAPS[chosen], sign, cachedRange(maps, 'both', false));
  return { colormap, sign, range: cachedRange(maps, sign, colormap.diverging) };
}

/** Below this share of the larger one, the values of a sign are too slight to change the colours of all others. */
const SLIGHT = 0.05;

/**
 * Where both signs are drawn and both occur, the scale must show which is which: a sequential one would give
 * zero an arbitrary colour. (Unless one of them is slight: then zero lies at the scale’s end but for a little.) One sign alone is drawn with the chosen colours, the last of them for what is strongest.
 */
export function signedColormap(chosen: Colormap, sign: SignMode, { low, high }: Range): Colormap {
  if (sign === 'negative' && !chosen.diverging) return reversedColormap(chosen);
  const both = low < 0 && high > 0 && Math.min(-low, high) > SLIGHT * Math.max(-low, high);
  return sign === 'both' && both ? COLORMAPS.diverging : chosen;
}

const made = new WeakMap<Colormap, Colormap>();

/** The same colours from the other end; always the same object for the same colour map. */
function reversedColormap(colormap: Colormap): Colormap {
  const known = made.get(colormap);
  if (known) return known;
  const { lut } = colormap;
  const last = lut.length / 3 - 1;
  const reversed = { ...colormap, lut: lut.map((_, i) => lut[3 * (last - Math.floor(i / 3)) + (i % 3)]!) };
  made.set(colormap, reversed);
  return reversed;
}
