import type { Explanation, MapData, Picture, Slot } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import type { PaneView } from './pane-view.ts';

/** A pane that certainly has a picture, a map and a method that made it. */
export interface ResultView extends PaneView {
  readonly picture: Picture;
  readonly map: MapData;
  readonly kind: 'map' | 'control';
  readonly method: Method;
}

/** A result's own picture with its map or control, whatever stands in the slots by now: for figures, legends, words. */
export function resultView(result: Explanation, slot: Slot, showing: 'map' | 'control'): ResultView {
  const { fit, size, method } = result.settings;
  const control = showing === 'control';
  return {
    picture: result.pictures[slot],
    fit,
    size,
    map: (control ? result.controls : result.maps)[slot],
    kind: showing,
    method: METHODS[control ? 'mean-activation' : method],
  };
}
