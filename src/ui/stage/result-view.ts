import { rivalWords } from '../../app/against/words.ts';
import type { Explanation } from '../../app/state.ts';
import { METHODS } from '../../core/methods/index.ts';
import type { ResultView } from './views.ts';

/** An explanation's own picture with its map or control, whatever stands in the slots by now: for figures, legends, words. */
export function resultView(explanation: Explanation, showing: 'map' | 'control'): ResultView {
  const { of, settings } = explanation;
  const { fit, size, method, against } = settings;
  const control = showing === 'control';
  return {
    picture: of,
    fit,
    size,
    map: control ? explanation.control : explanation.map,
    kind: showing,
    settings,
    rivals: rivalWords(explanation),
    instead: against === 'class',
    method: METHODS[control ? 'mean-activation' : method],
  };
}
