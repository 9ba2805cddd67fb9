import { type CSSProperties, useEffect, useRef } from 'react';
import { colorize } from '../../core/colorize.ts';
import type { Range } from '../../core/map-range.ts';
import type { EndWords } from '../../core/meanings.ts';
import { useCanvasRestored } from '../hooks/use-canvas-restored.ts';
import { showNumber } from '../result/show-number.ts';
import type { MapColoring } from './map-coloring.ts';

interface Props {
  /** What the scale belongs to, e.g. `Both images`. */
  readonly title: string;
  readonly coloring: MapColoring;
  /** The smallest and the largest value that is drawn. */
  readonly extent: Range;
  /** What one unit of the map is. */
  readonly unit?: string;
  /** What else a reader needs to know of the scale, in sentences. */
  readonly notes?: readonly string[];
  /** In a tile, or one of two side by side: what stands at the ends takes most of the bar. */
  readonly narrow?: boolean;
  /** What the two ends mean, where the values are evidence. */
  readonly words: EndWords | null;
}

/** Share of the bar, from either end, that the end's own number may take, and with words beside it. */
const END = { wide: { number: 0.24, words: 0.34 }, narrow: { number: 0.42, words: 0.5 } };

/**
 * A colour scale with the map's own numbers, zero marked where it lies inside. Its “0” stands under the mark, or
 * above it where the numbers of an end are below; then the title gives way.
 */
export function LegendBar({ title, coloring, extent, unit, notes = [], words, narrow = false }: Props) {
  const { low, high } = extent;
  const zero = low < 0 && high > 0 ? -low / (high - low) : null;
  const end = END[narrow ? 'narrow' : 'wide'][words ? 'words' : 'number'];
  const place = zero === null ? 'none' : zero < end ? 'low' : zero > 1 - end ? 'high' : 'middle';
  const number = <span className="zero-number">0</span>;
  return (
    <div
      className={`legend-bar zero-${place}`}
      style={{ '--zero': `${(zero ?? 0) * 100}%` } as CSSProperties}
    >
      <div className="legend-head">
        <p className="legend-title">
          {title}
          {unit !== undefined && <span>. Unit: {unit}.</span>}
          {notes.length > 0 && <span> {notes.join(' ')}</span>}
        </p>
        {(place === 'low' || place === 'high') && number}
      </div>
      <div className="legend-scale">
        <Ramp coloring={coloring} extent={extent} />
        {zero !== null && <span className="zero-mark" />}
      </div>
      <p className="legend-numbers number">
        <span className="legend-end">
          {showNumber(low)}
          {words && low < 0 && <em>{words.low}</em>}
        </span>
        {place === 'middle' && number}
        <span className="legend-end high">
          {showNumber(high)}
          {words && high > 0 && <em>{words.high}</em>}
        </span>
      </p>
    </div>
  );
}

const STEPS = 256;

/** The colours of the values from `extent.low` to `extent.high`, made by the same function as the map's. */
function Ramp({ coloring, extent }: { readonly coloring: MapColoring; readonly extent: Range }) {
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
