import { otherSlot } from '../../app/point-evidence.ts';
import type { AppState, Slot } from '../../app/state.ts';
import { pictureOf } from '../../app/store.ts';
import { METHODS } from '../../core/methods/index.ts';
import { mapNow } from './blink.ts';
import { resultView } from './result-view.ts';
import type { PaneView } from './views.ts';

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
    const method = METHODS[partial.method];
    return { picture, fit, size, map, kind: 'partial', method, settings, rivals: null };
  }
  if (picture === null || result?.pictures[slot].id !== picture.id) {
    return {
      picture,
      fit: settings.fit,
      size: settings.size,
      map: null,
      kind: 'none',
      method: null,
      settings,
      rivals: null,
    };
  }
  const view = resultView(result, slot, mapNow(state));
  const other = otherSlot(slot);
  // The point lies in the other picture: evidence belongs to both.
  const evident = evidence?.slot === slot && pictureOf(state.images[other])?.id === result.pictures[other].id;
  return evident ? { ...view, map: evidence.map, kind: 'evidence', method: null } : view;
}
