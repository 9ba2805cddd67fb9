import { useEffect, useRef } from 'react';
import { useApp } from '../../ui/app-context.ts';
import { useCanvasRestored } from '../../ui/hooks/use-canvas-restored.ts';
import { type CellView, drawCell } from './draw-cell.ts';

interface Props extends CellView {
  /** The accessible name. */
  readonly label: string;
}

/** One picture of the table. */
export function TableCell({ label, pixels, size, map, region }: Props) {
  const ref = useRef<HTMLCanvasElement>(null);
  const restored = useCanvasRestored(ref);
  const { opacity, colormap, interpolation } = useApp((state) => state.display);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a canvas that was given back is drawn again
  useEffect(() => {
    if (ref.current)
      drawCell(ref.current, { pixels, size, map, region }, { opacity, colormap, interpolation });
  }, [pixels, size, map, region, opacity, colormap, interpolation, restored]);
  return <canvas ref={ref} className="methods-picture" role="img" aria-label={label} />;
}
