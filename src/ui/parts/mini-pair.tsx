import { useMemo } from 'react';
import { type MapData, type Result, SLOTS } from '../../app/state.ts';
import type { SignMode } from '../../core/rectify.ts';
import { useApp } from '../app-context.ts';
import { LegendBar } from '../stage/legend-bar.tsx';
import { pairColoring } from '../stage/pair-coloring.ts';
import { MiniPane } from './mini-pane.tsx';

interface Props {
  readonly result: Pick<Result, 'explanations' | 'settings'>;
  /** Of A and of B. */
  readonly maps: readonly MapData[];
  /** What is drawn, for the legend and the names of the canvases. */
  readonly title: string;
  /** Blue–red whatever the user chose, where the sign is the message. */
  readonly diverging?: boolean;
  readonly sign?: SignMode;
  readonly words?: { readonly low: string; readonly high: string } | null;
}

/** A map of each image, small, on one scale with its numbers. */
export function MiniPair({ result, maps, title, diverging = false, sign = 'both', words = null }: Props) {
  const chosen = useApp((state) => state.display.colormap);
  const { coloring, extent } = useMemo(
    () => pairColoring(maps, diverging ? 'diverging' : chosen, sign),
    [maps, chosen, diverging, sign],
  );
  return (
    <div className="mini-pair">
      <div className="mini-panes">
        {SLOTS.map((slot, i) => (
          <figure key={slot}>
            <MiniPane
              result={result}
              slot={slot}
              map={maps[i]!}
              coloring={coloring}
              label={`${title}, image ${slot.toUpperCase()}`}
            />
            <figcaption>{slot.toUpperCase()}</figcaption>
          </figure>
        ))}
      </div>
      <LegendBar title={title} coloring={coloring} extent={extent} words={words} />
    </div>
  );
}
