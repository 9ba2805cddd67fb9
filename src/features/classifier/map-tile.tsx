import { useMemo } from 'react';
import type { MapData, Result, Slot } from '../../app/state.ts';
import { mapRange } from '../../core/map-range.ts';
import type { EndWords } from '../../core/meanings.ts';
import { useApp } from '../../ui/app-context.ts';
import { MiniPane } from '../../ui/parts/mini-pane.tsx';
import { LegendBar } from '../../ui/stage/legend-bar.tsx';
import { coloringOf } from '../../ui/stage/map-coloring.ts';

interface Props {
  readonly result: Pick<Result, 'explanations' | 'settings'>;
  readonly slot: Slot;
  readonly map: MapData;
  readonly title: string;
  /** What is under it, such as the layer. */
  readonly note: string;
  readonly ends: EndWords | null;
}

/** One map over its picture, with its scale. */
export function MapTile({ result, slot, map, title, note, ends }: Props) {
  const chosen = useApp((state) => state.display.colormap);
  const { coloring, extent } = useMemo(
    () => ({ coloring: coloringOf([map.data], chosen), extent: mapRange([map.data], 'both', false) }),
    [map, chosen],
  );
  return (
    <figure className="class-tile">
      <MiniPane
        result={result}
        slot={slot}
        map={map}
        coloring={coloring}
        label={`${title}, image ${slot.toUpperCase()}`}
      />
      <LegendBar title={title} coloring={coloring} extent={extent} words={ends} narrow />
      <figcaption className="quiet">{note}</figcaption>
    </figure>
  );
}
