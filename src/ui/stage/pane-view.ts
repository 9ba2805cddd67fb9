import { otherSlot } from '../../app/point-evidence.ts';
import type { AppState, MapData, Picture, Slot } from '../../app/state.ts';
import { pictureOf } from '../../app/store.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import type { FitId } from '../../core/resize/fit.ts';
import { mapNow } from './blink.ts';
import { resultView } from './result-view.ts';

/** What a pane draws now, derived from the state. */
export interface PaneView {
  readonly picture: Picture | null;
  /** How the picture was made to fit the network, by the job that made the map where there is one. */
  readonly fit: FitId;
  /** The network's input size, pixels: the resolution the map is interpolated to. */
  readonly size: number;
  readonly map: MapData | null;
  readonly kind: 'map' | 'control' | 'partial' | 'evidence' | 'none';
  /** What made the map: the mean activation for a control; null for the evidence of a point, and for none. */
  readonly method: Method | null;
}

/**
 * The current picture always, and over it the newest map that was made from it: the map that still sharpens, the
 * evidence of the probed point, or that of the last finished explanation.
 */
export function paneView(state: AppState, slot: Slot): PaneView {
  const picture = pictureOf(state.images[slot]);
  const { result, evidence, settings } = state;
  const partial = state.partial[slot];
  if (picture !== null && partial?.picture === picture.id && state.job.status === 'running') {
    const { fit, size, map } = partial;
    return { picture, fit, size, map, kind: 'partial', method: METHODS[partial.method] };
  }
  if (picture === null || result?.pictures[slot].id !== picture.id) {
    return { picture, fit: settings.fit, size: settings.size, map: null, kind: 'none', method: null };
  }
  const view = resultView(result, slot, mapNow(state));
  const other = otherSlot(slot);
  // The point lies in the other picture: evidence belongs to both.
  const evident = evidence?.slot === slot && pictureOf(state.images[other])?.id === result.pictures[other].id;
  return evident ? { ...view, map: evidence.map, kind: 'evidence', method: null } : view;
}
