import { rivalWords } from '../../app/against/words.ts';
import type { Explanation, Slot } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { ResultView } from './views.ts';

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
    settings: result.settings,
    rivals: rivalWords(result, slot),
    instead: result.settings.against === 'class',
    method: METHODS[control ? 'mean-activation' : method],
  };
}
