import { otherSlot } from '../../app/point-evidence.ts';
import { inPane, pairOf } from '../../app/result.ts';
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
  const partial = inPane(state.partial, slot, picture?.id);
  if (partial !== null && state.job.status === 'running') {
    const { fit, size, map } = partial;
    const method = METHODS[partial.method];
    return { picture, fit, size, map, kind: 'partial', method, settings, rivals: null };
  }
  const explained = result ? pairOf(result) : [];
  const explanation = inPane(explained, slot, picture?.id);
  if (explanation === null) {
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
  const view = resultView(explanation, mapNow(state));
  const other = otherSlot(slot);
  // The point lies in the other picture: evidence belongs to both.
  const evident =
    evidence?.slot === slot && inPane(explained, other, pictureOf(state.images[other])?.id) !== null;
  return evident ? { ...view, map: evidence.map, kind: 'evidence', method: null } : view;
}
