import { contours } from 'd3-contour';
import type { MapData } from '../../app/state.ts';
import { upsample } from '../../core/upsample.ts';
import type { Rect } from './geometry.ts';
import type { MapColoring } from './map-coloring.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
/** A line, its points 0–1 of what the network saw. */
type Line = readonly (readonly [number, number])[];

/** Lines between the two ends of the scale; on a scale about zero the middle one is zero itself. */
const LEVELS = 7;
/** Points a side that the lines are found on: finer than any feature map, coarser than what is made for the screen. */
const GRID = 112;

export interface Contour {
  readonly value: number;
  /** Entry of the colour map's table. */
  readonly entry: number;
  readonly lines: readonly Line[];
}

/** Lines of equal value over a picture that keeps its colours; found again only when the map or its scale changes. */
export class ContourLayer {
  private source: Float32Array | null = null;
  private key = '';
  private found: readonly Contour[] = [];

  lay(context: Context, map: MapData, coloring: MapColoring, seen: Rect, opacity: number): void {
    const { low, high } = coloring.range;
    const key = `${low} ${high}`;
    if (this.source !== map.data || this.key !== key) {
      this.found = contoursOf(map, coloring.range);
      this.source = map.data;
      this.key = key;
    }
    const { lut } = coloring.colormap;
    // A line is thin: at half the opacity of an area it would not be seen.
    const alpha = Math.min(1, opacity * 1.6);
    const width = Math.max(1.5, Math.min(seen.width, seen.height) / 180);
    context.save();
    context.beginPath();
    context.rect(seen.x, seen.y, seen.width, seen.height);
    context.clip();
    context.globalAlpha = alpha;
    context.lineJoin = 'round';
    for (const { entry, lines } of this.found) {
      context.beginPath();
      for (const line of lines)
        line.forEach(([x, y], i) => {
          const [left, top] = [seen.x + x * seen.width, seen.y + y * seen.height];
          if (i === 0) context.moveTo(left, top);
          else context.lineTo(left, top);
        });
      context.strokeStyle = 'rgb(0 0 0 / 60%)';
      context.lineWidth = width * 2;
      context.stroke();
      context.strokeStyle = `rgb(${lut[3 * entry]} ${lut[3 * entry + 1]} ${lut[3 * entry + 2]})`;
      context.lineWidth = width;
      context.stroke();
    }
    context.restore();
  }
}

/** The lines at {@link LEVELS} values that part the range evenly. None where the range has no width. */
export function contoursOf(
  { data, height, width }: MapData,
  { low, high }: MapColoring['range'],
): readonly Contour[] {
  if (!(high > low)) return [];
  const [rows, columns] = [Math.max(GRID, height), Math.max(GRID, width)];
  const values = upsample(data, height, width, rows, columns);
  const steps = Array.from({ length: LEVELS }, (_, i) => (i + 1) / (LEVELS + 1));
  const thresholds = steps.map((t) => low + t * (high - low));
  // The library smooths by linear interpolation between the points, as the map itself is read.
  const found = contours().size([columns, rows]).thresholds(thresholds)(Array.from(values));
  return found.map(({ value, coordinates }, i) => ({
    value,
    entry: Math.round(255 * steps[i]!),
    lines: coordinates.flat().flatMap((ring) => withoutEdge(ring as [number, number][], columns, rows)),
  }));
}

/**
 * Regions are closed along the picture's edge, where no value changes: what runs there is no line of equal values, and a
 * line that comes to the edge ends half a grid point before it.
 */
function withoutEdge(ring: readonly [number, number][], columns: number, rows: number): Line[] {
  const lines: [number, number][][] = [[]];
  for (const [x, y] of ring) {
    if (x <= 0 || x >= columns || y <= 0 || y >= rows) lines.push([]);
    else lines.at(-1)!.push([x / columns, y / rows]);
  }
  return lines.filter(({ length }) => length > 1);
}
