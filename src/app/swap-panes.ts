import { otherSlot } from './point-evidence.ts';
import { sideBySide } from './side-by-side.ts';
import type { AppState, Explanation } from './state.ts';

type Panes = Pick<AppState, 'result' | 'partial' | 'probe' | 'evidence'>;

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

/** The same explanations next to each other the other way round: each image keeps its own (spec.md, identity 4). */
function swapResult({ id, images: [a, b, ...third], cost }: Explanation): Explanation {
  return sideBySide(id, [b!, a!, ...third], cost);
}
