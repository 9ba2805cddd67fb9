import type { Range } from '../../core/map-range.ts';
import { showNumber } from '../result/show-number.ts';
import type { MapColoring } from '../stage/map-coloring.ts';

const HEIGHT = 14;

/** A colour bar from the smallest to the largest value drawn, with both numbers, and 0 where it lies between. */
export function drawLegend(
  context: OffscreenCanvasRenderingContext2D,
  at: { readonly x: number; readonly y: number; readonly width: number },
  { colormap, range }: MapColoring,
  extent: Range,
): void {
  const span = range.high - range.low;
  const steps = Math.ceil(at.width);
  for (let i = 0; i < steps; i++) {
    const value = extent.low + ((extent.high - extent.low) * i) / Math.max(1, steps - 1);
    const t = span > 0 ? Math.min(1, Math.max(0, (value - range.low) / span)) : 0.5;
    const entry = 3 * Math.round(255 * t);
    const { lut } = colormap;
    context.fillStyle = `rgb(${lut[entry] ?? 0} ${lut[entry + 1] ?? 0} ${lut[entry + 2] ?? 0})`;
    context.fillRect(at.x + i, at.y, 1.5, HEIGHT);
  }
  context.fillStyle = '#222';
  context.font = '13px system-ui, sans-serif';
  const baseline = at.y + HEIGHT + 17;
  const low = showNumber(extent.low);
  const high = showNumber(extent.high);
  const end = at.x + at.width;
  const lowEnd = at.x + context.measureText(low).width;
  const highStart = end - context.measureText(high).width;
  context.fillText(low, at.x, baseline);
  context.fillText(high, highStart, baseline);
  if (extent.low < 0 && extent.high > 0) {
    const zero = at.x + (at.width * -extent.low) / (extent.high - extent.low);
    const below = zero - 12 > lowEnd && zero + 12 < highStart;
    context.fillRect(zero - 0.5, below ? at.y : at.y - 4, 1, HEIGHT + 4);
    // Where the number of an end is in the way, zero has its own above the bar.
    if (!below) context.font = '11px system-ui, sans-serif';
    context.fillText('0', zero - (below ? 4 : 10), below ? baseline : at.y - 2);
  }
}
