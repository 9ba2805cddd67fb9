import { SLOTS, type Slot } from '../../app/state.ts';
import { mapRange } from '../../core/map-range.ts';
import { METHODS } from '../../core/methods/index.ts';
import { useApp, useAppHandle } from '../app-context.ts';
import { mapNow } from './blink.ts';
import { LegendBar } from './legend-bar.tsx';
import { mapColoring } from './map-coloring.ts';
import type { PaneView } from './pane-view.ts';

/** The colour scales of the maps of the result on screen: one for both images, or one each. */
export function Legend() {
  const result = useApp((state) => state.result);
  const display = useApp((state) => state.display);
  const control = useApp((state) => mapNow(state) === 'control');
  const { store } = useAppHandle();
  if (result === null) return <div className="legend" />;

  const maps = control ? result.controls : result.maps;
  const method = METHODS[result.settings.method];
  const words =
    !control && method.uses.metric ? { low: 'pushes the pair apart', high: 'pulls it together' } : null;
  const what = control ? 'Mean activation' : method.label;
  const bar = (title: string, slot: Slot, slots: readonly Slot[]) => {
    const view: PaneView = {
      picture: result.pictures[slot],
      fit: result.settings.fit,
      size: result.settings.size,
      map: maps[slot],
      kind: control ? 'control' : 'map',
    };
    const coloring = mapColoring({ ...store.getState(), result, display }, slot, view);
    const extent = mapRange(
      slots.map((each) => maps[each].data),
      coloring.sign,
      false,
    );
    return <LegendBar key={slot} title={title} coloring={coloring} extent={extent} words={words} />;
  };
  return (
    <section className="legend" aria-label="Colour scale">
      {display.range === 'shared'
        ? bar(`${what}, both images on one scale`, 'a', SLOTS)
        : SLOTS.map((slot) => bar(`${what}, image ${slot.toUpperCase()} on its own scale`, slot, [slot]))}
    </section>
  );
}
