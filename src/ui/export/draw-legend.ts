import type { Range } from '../../core/map-range.ts';
import type { EndWords } from '../../core/meanings.ts';
import { showNumber } from '../result/show-number.ts';
import type { MapColoring } from '../stage/map-coloring.ts';

const HEIGHT = 14;
/** From one line of text to the next. */
const LINE = 16;
const FONT = 'system-ui, sans-serif';

/**
 * A colour bar from the smallest to the largest value drawn, with both numbers and what they mean, and 0 where it
 * lies between.
 */
export function drawLegend(
  context: OffscreenCanvasRenderingContext2D,
  at: { readonly x: number; readonly y: number; readonly width: number },
  { colormap, range }: MapColoring,
  extent: Range,
  words: EndWords | null,
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
  const baseline = at.y + HEIGHT + 17;
  const end = at.x + at.width;
  const ends = [
    { x: at.x, inward: 1, value: extent.low, words: extent.low < 0 ? words?.low : undefined },
    { x: end, inward: -1, value: extent.high, words: extent.high > 0 ? words?.high : undefined },
  ] as const;
  context.font = `13px ${FONT}`;
  const taken = ends.reduce(
    (sum, one) => sum + context.measureText(`${showNumber(one.value)}  ${one.words ?? ''}`).width,
    0,
  );
  // In a narrow bar the words of both ends would meet: there they stand under their numbers.
  const below = taken > at.width - 24;
  const [lowEnd, highStart] = ends.map((one) => drawEnd(context, one, baseline, below)) as [number, number];
  if (extent.low < 0 && extent.high > 0) {
    const zero = at.x + (at.width * -extent.low) / (extent.high - extent.low);
    const clear = zero - 12 > lowEnd && zero + 12 < highStart;
    context.fillStyle = '#222';
    context.fillRect(zero - 0.5, clear ? at.y : at.y - 4, 1, HEIGHT + 4);
    // Where the number of an end is in the way, zero has its own above the bar.
    context.font = `${clear ? 13 : 11}px ${FONT}`;
    context.fillText('0', zero - (clear ? 4 : 10), clear ? baseline : at.y - 2);
  }
}

interface End {
  readonly x: number;
  /** 1 from the left end, -1 from the right. */
  readonly inward: 1 | -1;
  readonly value: number;
  readonly words: string | undefined;
}

/** An end's number with its words towards the middle, or below; where what stands on the number's line ends. */
function drawEnd(
  context: OffscreenCanvasRenderingContext2D,
  { x, inward, value, words }: End,
  baseline: number,
  below: boolean,
): number {
  context.textAlign = inward === 1 ? 'left' : 'right';
  context.font = `13px ${FONT}`;
  context.fillStyle = '#222';
  const number = showNumber(value);
  context.fillText(number, x, baseline);
  let to = x + inward * context.measureText(number).width;
  if (words !== undefined) {
    context.fillStyle = '#666';
    context.fillText(words, below ? x : to + inward * 8, baseline + (below ? LINE : 0));
    if (!below) to += inward * (8 + context.measureText(words).width);
  }
  context.textAlign = 'left';
  return to;
}
