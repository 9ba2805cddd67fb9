import { sameForNetwork } from '../../app/inspect/same-for-network.ts';
import type { Slot } from '../../app/state.ts';
import { describeMap } from '../../core/describe-map.ts';
import { useApp } from '../app-context.ts';
import { resultSentence } from '../result/result-sentence.ts';

/** The text alternative of a canvas: the score and where the map is strongest. */
export function MapWords({ slot, id }: { readonly slot: Slot; readonly id: string }) {
  const result = useApp((state) => state.result);
  const words =
    result === null
      ? 'No map yet.'
      : `${describeMap({
          ...result.maps[slot],
          identical: sameForNetwork(result),
        })} ${resultSentence(result)}`;
  return (
    <p id={id} className="sr-only">
      {words} Arrow keys move the crosshair, Enter pins it.
    </p>
  );
}
