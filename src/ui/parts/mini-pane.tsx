import { useEffect, useRef } from 'react';
import { explanationIn, picturesIn } from '../../app/result.ts';
import type { MapData, Result, Slot } from '../../app/state.ts';
import { useApp } from '../app-context.ts';
import { useCanvasRestored } from '../hooks/use-canvas-restored.ts';
import { drawPane } from '../stage/draw-pane.ts';
import { frameRatio } from '../stage/geometry.ts';
import type { MapColoring } from '../stage/map-coloring.ts';

/** Canvas pixels across: sharp at twice the width a small multiple is shown at. */
const WIDTH = 480;

interface Props {
  readonly result: Pick<Result, 'explanations' | 'settings'>;
  readonly slot: Slot;
  readonly map: MapData | null;
  readonly coloring: MapColoring;
  /** The accessible name. */
  readonly label: string;
}

/** One picture of a result, small, with a map over it; drawn as on the stage. */
export function MiniPane({ result, slot, map, coloring, label }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const restored = useCanvasRestored(ref);
  const opacity = useApp((state) => state.display.opacity);
  const interpolation = useApp((state) => state.display.interpolation);
  const { settings } = result;
  const { of: picture } = explanationIn(result, slot);
  const height = Math.round(WIDTH / frameRatio(picturesIn(result), settings));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a canvas that was given back is drawn again
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, WIDTH, height);
    const view = { picture, map, fit: settings.fit, size: settings.size };
    drawPane(context, { x: 0, y: 0, width: WIDTH, height }, view, coloring, { opacity, interpolation });
  }, [picture, map, settings, coloring, opacity, interpolation, height, restored]);
  return (
    <canvas ref={ref} className="mini-pane" role="img" aria-label={label} width={WIDTH} height={height} />
  );
}
