import type { AppState, MapData, Picture, Slot } from '../../app/state.ts';
import { pictureOf } from '../../app/store.ts';
import type { FitId } from '../../core/resize/fit.ts';
import { mapNow } from './blink.ts';

/** What a pane draws now, derived from the state. */
export interface PaneView {
  readonly picture: Picture | null;
  /** How the picture was made to fit the network, by the job that made the map where there is one. */
  readonly fit: FitId;
  /** The network's input size, pixels: the resolution the map is interpolated to. */
  readonly size: number;
  readonly map: MapData | null;
  readonly kind: 'map' | 'control' | 'partial' | 'evidence' | 'none';
}

/**
 * The current picture always, and over it the newest map that belongs to it: the evidence of the probed point,
 * the map that still sharpens, or that of the last finished explanation.
 */
export function paneView(state: AppState, slot: Slot): PaneView {
  const picture = pictureOf(state.images[slot]);
  const { result, evidence, settings } = state;
  const partial = state.partial[slot];
  if (picture === null) return { picture, fit: settings.fit, size: settings.size, map: null, kind: 'none' };
  if (partial !== undefined && state.job.status === 'running') {
    return { picture, fit: settings.fit, size: settings.size, map: partial, kind: 'partial' };
  }
  if (result === null || result.pictures[slot].id !== picture.id) {
    return { picture, fit: settings.fit, size: settings.size, map: null, kind: 'none' };
  }
  const { fit, size } = result.settings;
  if (evidence !== null && evidence.slot === slot)
    return { picture, fit, size, map: evidence.map, kind: 'evidence' };
  if (mapNow(state) === 'control') return { picture, fit, size, map: result.controls[slot], kind: 'control' };
  return { picture, fit, size, map: result.maps[slot], kind: 'map' };
}
