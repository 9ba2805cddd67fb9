import { useShallow } from 'zustand/react/shallow';
import { isOld } from '../../app/question.ts';
import { explanationIn, inPane, pairOf } from '../../app/result.ts';
import { type AppState, SLOTS, type Slot } from '../../app/state.ts';
import { pictureOf } from '../../app/store.ts';
import { useApp } from '../app-context.ts';
import { useLasting } from '../hooks/use-lasting.ts';
import { mapNow } from './blink.ts';
import { LegendBar } from './legend-bar.tsx';
import { legendTitle } from './legend-title.ts';
import { resultView } from './result-view.ts';
import { scaleSense } from './scale-sense.ts';
import { onOneScale, shownScale } from './shown-scale.ts';

/** Which image each pane shows. */
const idsIn = ({ images: { a, b } }: AppState) => ({ a: pictureOf(a)?.id, b: pictureOf(b)?.id });

/** The colour scales of the maps of the result on screen: one for both images, or one each. */
export function Legend() {
  const result = useApp((state) => state.result);
  const display = useApp((state) => state.display);
  const showing = useApp(mapNow);
  const placed = useApp(useShallow(idsIn));
  const old = useLasting(useApp(isOld));
  if (result === null) return <div className="legend" />;

  const shared = onOneScale({ result, display }, showing);
  const bar = (slot: Slot) => {
    // A pane that shows another image by now still has the scale of the one that was explained there.
    const explanation = inPane(pairOf(result), slot, placed[slot]) ?? explanationIn(result, slot);
    const view = resultView(explanation, showing);
    const { coloring, extent, notes } = shownScale({ result, display }, explanation, showing);
    const { unit, ends } = scaleSense(result, view.method);
    const title = legendTitle(view, coloring.sign, shared ? null : slot);
    return (
      <LegendBar
        key={slot}
        title={old ? `Previous result: ${title}` : title}
        coloring={coloring}
        extent={extent}
        unit={unit}
        notes={notes}
        words={ends}
        narrow={!shared}
      />
    );
  };
  return (
    <section className="legend" aria-label="Colour scale">
      {shared ? bar('a') : SLOTS.map(bar)}
    </section>
  );
}
