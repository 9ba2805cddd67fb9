import { useEffect, useRef } from 'react';
import { colorize } from '../../core/colorize.ts';
import type { Range } from '../../core/map-range.ts';
import { useCanvasRestored } from '../hooks/use-canvas-restored.ts';
import type { MapColoring } from './map-coloring.ts';

const STEPS = 256;

/** The colours of the values from `extent.low` to `extent.high`, made by the same function as the map's. */
export function Ramp({ coloring, extent }: { readonly coloring: MapColoring; readonly extent: Range }) {
  const ref = useRef<HTMLCanvasElement>(null);
  const restored = useCanvasRestored(ref);
  const { colormap, sign, range } = coloring;
  const { low, high } = extent;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a canvas that was given back is drawn again
  useEffect(() => {
    const values = Float32Array.from({ length: STEPS }, (_, i) => low + ((high - low) * i) / (STEPS - 1));
    const image = new ImageData(colorize(values, range, sign, colormap), STEPS, 1);
    ref.current?.getContext('2d')?.putImageData(image, 0, 0);
  }, [colormap, sign, range, low, high, restored]);
  return <canvas ref={ref} className="ramp" width={STEPS} height={1} />;
}
