import { isOld } from '../../app/question.ts';
import { SLOTS, type Slot } from '../../app/state.ts';
import { mapRange } from '../../core/map-range.ts';
import { useApp } from '../app-context.ts';
import { useLasting } from '../hooks/use-lasting.ts';
import { mapNow } from './blink.ts';
import { LegendBar } from './legend-bar.tsx';
import { legendTitle } from './legend-title.ts';
import { mapColoring } from './map-coloring.ts';
import { resultView } from './result-view.ts';
import { scaleSense } from './scale-sense.ts';

/** The colour scales of the maps of the result on screen: one for both images, or one each. */
export function Legend() {
  const result = useApp((state) => state.result);
  const display = useApp((state) => state.display);
  const showing = useApp(mapNow);
  const old = useLasting(useApp(isOld));
  if (result === null) return <div className="legend" />;

  const shared = display.range === 'shared';
  const bar = (slot: Slot, slots: readonly Slot[]) => {
    const view = resultView(result, slot, showing);
    const coloring = mapColoring({ result, display }, slot, view);
    const extent = mapRange(
      slots.map((each) => resultView(result, each, showing).map.data),
      coloring.sign,
      false,
    );
    const { unit, ends } = scaleSense(result, view.method);
    const title = legendTitle(view, coloring.sign, shared ? null : slot);
    return (
      <LegendBar
        key={slot}
        title={old ? `Previous result: ${title}` : title}
        coloring={coloring}
        extent={extent}
        unit={unit}
        words={ends}
      />
    );
  };
  return (
    <section className="legend" aria-label="Colour scale">
      {shared ? bar('a', SLOTS) : SLOTS.map((slot) => bar(slot, [slot]))}
    </section>
  );
}
