import { useEffect, useRef } from 'react';
import type { MapData } from '../../app/state.ts';
import { colorize } from '../../core/colorize.ts';
import { COLORMAPS } from '../../core/colormap.ts';
import { mapRange } from '../../core/map-range.ts';

interface Props {
  readonly map: MapData;
  readonly label: string;
}

/** One map of many, on its own range: ranks are compared, not sizes. Cells as they are. */
export function MapTile({ map, label }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const range = mapRange([map.data], 'both', false);
    const rgba = colorize(map.data, range, 'both', COLORMAPS.viridis);
    ref.current?.getContext('2d')?.putImageData(new ImageData(rgba, map.width, map.height), 0, 0);
  }, [map]);
  return (
    <canvas
      ref={ref}
      className="map-tile"
      role="img"
      aria-label={label}
      width={map.width}
      height={map.height}
    />
  );
}
