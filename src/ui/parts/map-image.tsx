import { useEffect, useRef } from 'react';
import type { MapData } from '../../app/state.ts';
import type { Extent } from '../../core/extent.ts';
import { useCanvasRestored } from '../hooks/use-canvas-restored.ts';
import { coloringOf } from '../stage/map-coloring.ts';
import { MapLayer } from '../stage/map-layer.ts';

interface Props {
  readonly map: MapData;
  readonly label: string;
  readonly className: string;
  /** Interpolated to so many pixels; left out: one pixel a cell. */
  readonly size?: Extent;
}

/** A map without its picture, on a range of its own. */
export function MapImage({ map, label, className, size }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const restored = useCanvasRestored(ref);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a canvas that was given back is drawn again
  useEffect(() => {
    if (!ref.current) return;
    const coloring = coloringOf([map.data], 'viridis');
    new MapLayer(ref.current).bitmap(map, coloring, size ?? [0, 0], size !== undefined);
  }, [map, size, restored]);
  return <canvas ref={ref} className={className} role="img" aria-label={label} />;
}
