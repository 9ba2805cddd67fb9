import { useEffect, useRef } from 'react';
import type { Slot } from '../../app/state.ts';
import { colorize } from '../../core/colorize.ts';
import { COLORMAPS } from '../../core/colormap.ts';
import { mapRange } from '../../core/map-range.ts';
import { upsample } from '../../core/upsample.ts';
import { useApp } from '../../ui/app-context.ts';

/** The map of the result over the picture, half transparent, on its own range: to aim by, not to read values off. */
export function MapOverlay({ slot }: { readonly slot: Slot }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const result = useApp((state) => state.result);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!result || !context) return;
    const { data, height, width } = result.maps[slot];
    const [rows, columns] = result.settings.size;
    const map = upsample(data, height, width, rows, columns);
    const rgba = colorize(map, mapRange([map], 'both', false), 'both', COLORMAPS.viridis);
    context.canvas.width = columns;
    context.canvas.height = rows;
    context.putImageData(new ImageData(rgba, columns, rows), 0, 0);
  }, [result, slot]);
  return (
    <canvas
      ref={ref}
      className="edit-map"
      role="img"
      aria-label={`Map of the result over image ${slot.toUpperCase()}`}
    />
  );
}
