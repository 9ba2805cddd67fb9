import type { Slot } from '../../app/state.ts';
import { explainedBy } from '../stage/explained-by.ts';
import type { ResultView } from '../stage/views.ts';

/** The title over one image of a figure: whose map it is, by which method, and what it is drawn from. */
export function figureHeading(
  view: Pick<ResultView, 'kind' | 'method' | 'rivals' | 'instead'>,
  slot: Slot,
): string {
  return `${slot.toUpperCase()}: ${view.method.label}, ${explainedBy(view, slot)}`;
}
