import { otherSlot } from './point-evidence.ts';
import type { AppState, Explanation, Slot } from './state.ts';

type Panes = Pick<AppState, 'result' | 'partial' | 'probe' | 'evidence'>;

const swap = <T>({ a, b }: Readonly<Record<Slot, T>>): Readonly<Record<Slot, T>> => ({ a: b, b: a });

/**
 * What stands over the two images when they change places: all of it goes along, so that no pane is blank until the
 * swapped pair is explained.
 */
export function swapPanes({ result, partial, probe, evidence }: Panes): Panes {
  const { a, b } = partial;
  // A pinned point stays with its picture; a crosshair is under a pointer that does not move.
  const pinned = probe?.pinned ?? false;
  return {
    result: result && swapResult(result),
    partial: { ...(b && { a: b }), ...(a && { b: a }) },
    probe: probe && pinned ? { ...probe, slot: otherSlot(probe.slot) } : probe,
    evidence: evidence && pinned ? { ...evidence, slot: otherSlot(evidence.slot) } : null,
  };
}

/** Scores are symmetric, and swapping the images swaps the maps (spec.md, identity 4). */
function swapResult(result: Explanation): Explanation {
  const { pictures, inputSentence, maps, controls, controlCorrelation, cis, vectors } = result;
  return {
    ...result,
    pictures: swap(pictures),
    inputSentence: swap(inputSentence),
    maps: swap(maps),
    controls: swap(controls),
    controlCorrelation: swap(controlCorrelation),
    cis: cis && swap(cis),
    vectors: swap(vectors),
  };
}
