import { useShallow } from 'zustand/react/shallow';
import { explainedByItself } from '../../app/inspect/same-for-network.ts';
import { isOld } from '../../app/question.ts';
import type { Slot } from '../../app/state.ts';
import { useApp } from '../app-context.ts';
import { scoreSentence } from '../result/result-sentence.ts';
import { paneView } from './pane-view.ts';
import { paneWords } from './pane-words.ts';

/** The text alternative of a canvas: what is drawn on it now, where it is strongest, and the score it belongs to. */
export function MapWords({ slot, id }: { readonly slot: Slot; readonly id: string }) {
  // Shallow: a crosshair moves every frame, and the map under it is described once.
  const view = useApp(useShallow((state) => paneView(state, slot)));
  const result = useApp((state) => state.result);
  const sign = useApp((state) => state.display.sign);
  const old = useApp(isOld);
  // Of a pair that is still being explained, no result says anything yet.
  const explained = view.kind === 'none' || view.kind === 'partial' ? null : result;
  const identical = explained !== null && explainedByItself(explained);
  const words = paneWords(view, slot, { identical, sign });
  return (
    <p id={id} className="sr-only">
      {explained !== null && old && 'Previous result. '}
      {words} {explained !== null && `${scoreSentence(explained)} `}
      Arrow keys move the crosshair, Enter pins it.
    </p>
  );
}
