import { otherSlot } from '../../app/point-evidence.ts';
import { POINT_SENSE, senseOf } from '../../app/sense-of.ts';
import type { Slot } from '../../app/state.ts';
import { describeMap } from '../../core/describe-map.ts';
import type { SignMode } from '../../core/rectify.ts';
import { drawnSign } from './drawn-sign.ts';
import { explainedBy } from './explained-by.ts';
import type { PaneView } from './views.ts';

/** What one needs to know of the pair beside the map itself. */
interface Context {
  /** To the network the two images are the same. */
  readonly identical: boolean;
  /** Which values the user chose to draw. */
  readonly sign: SignMode;
}

/** What a pane shows, in words: the text alternative of its canvas and of its picture in a report. */
export function paneWords(view: PaneView, slot: Slot, { identical, sign }: Context): string {
  const { kind, map, method, settings } = view;
  if (map === null) return view.picture === null ? 'No image yet.' : 'No map of this image yet.';
  const sense = kind === 'evidence' || method === null ? POINT_SENSE : senseOf(settings, method);
  const only = drawnSign(kind, sign);
  const drawn = only === 'both' ? '' : ` Only ${only} values are drawn.`;
  return `${lead(view, slot)} ${describeMap({ ...map, identical, sense })}${drawn}`;
}

function lead(view: PaneView, slot: Slot): string {
  const { kind, method } = view;
  if (kind === 'evidence' || method === null)
    return `What the point in ${otherSlot(slot).toUpperCase()} shares with each place of ${slot.toUpperCase()}, of the cosine at this layer.`;
  const name = kind === 'control' ? `Control: ${method.label.toLowerCase()}` : method.label;
  return `${name}, ${explainedBy(view, slot)}${kind === 'partial' ? ', still sharpening' : ''}.`;
}
