import { useEffect, useRef } from 'react';
import type { MapData } from '../../app/state.ts';
import { colorize } from '../../core/colorize.ts';
import { COLORMAPS } from '../../core/colormap.ts';
import { mapRange } from '../../core/map-range.ts';
import { useCanvasRestored } from '../hooks/use-canvas-restored.ts';
import { showNumber } from '../result/show-number.ts';
import { signedColormap } from '../stage/map-coloring.ts';

interface Props {
  readonly map: MapData;
  readonly label: string;
}

/** A small map on its own range, cells as they are, its numbers beneath. */
export function MiniMap({ map, label }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const restored = useCanvasRestored(ref);
  const { low, high } = mapRange([map.data], 'both', false);
  const colormap = signedColormap(COLORMAPS.viridis, 'both', { low, high });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a canvas that was given back is drawn again
  useEffect(() => {
    const rgba = colorize(map.data, mapRange([map.data], 'both', colormap.diverging), 'both', colormap);
    ref.current?.getContext('2d')?.putImageData(new ImageData(rgba, map.width, map.height), 0, 0);
  }, [map, colormap, restored]);
  return (
    <>
      <canvas
        ref={ref}
        className="mini-map"
        role="img"
        aria-label={label}
        width={map.width}
        height={map.height}
      />
      <p className="mini-numbers number">
        <span>{showNumber(low)}</span>
        <span>{showNumber(high)}</span>
      </p>
    </>
  );
}
