import { otherSlot } from '../../app/point-evidence.ts';
import type { SignMode, Slot } from '../../app/state.ts';
import { describeMap } from '../../core/describe-map.ts';
import { drawnSign } from './drawn-sign.ts';
import { explainedBy } from './explained-by.ts';
import type { PaneView } from './views.ts';

/** What one needs to know of the pair beside the map itself. */
interface Context {
  /** To the network the two images are the same. */
  readonly identical: boolean;
  /** Which values the person chose to draw. */
  readonly sign: SignMode;
}

/** What a pane shows, in words: the text alternative of its canvas and of its picture in a report. */
export function paneWords(view: PaneView, slot: Slot, { identical, sign }: Context): string {
  const { kind, map, method } = view;
  if (map === null) return view.picture === null ? 'No image yet.' : 'No map of this image yet.';
  const evidence = kind === 'evidence' || (method?.uses.metric ?? false);
  const only = drawnSign(kind, sign);
  const drawn = only === 'both' ? '' : ` Only ${only} values are drawn.`;
  return `${lead(view, slot)} ${describeMap({ ...map, identical, evidence })}${drawn}`;
}

function lead(view: PaneView, slot: Slot): string {
  const { kind, method } = view;
  if (kind === 'evidence' || method === null)
    return `Where in ${slot.toUpperCase()} the evidence for the point in ${otherSlot(slot).toUpperCase()} lies.`;
  const name = kind === 'control' ? `Control: ${method.label.toLowerCase()}` : method.label;
  return `${name}, ${explainedBy(view, slot)}${kind === 'partial' ? ', still sharpening' : ''}.`;
}
