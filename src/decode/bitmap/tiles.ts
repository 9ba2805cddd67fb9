import type { SourceRectangle } from '../../core/resize/fit.ts';

/** Widest and largest piece that is read back at once: every browser allows 4 megapixels, iOS not many more. */
const MAX_WIDTH = 4096;
const MAX_AREA = 1 << 22;

/** One strip of whole rows, in pieces from left to right. */
export interface Strip {
  readonly y: number;
  readonly rows: number;
  readonly pieces: readonly { readonly x: number; readonly width: number }[];
}

/** Cuts a rectangle into strips from top to bottom that are small enough for a canvas or texture. */
export function* tiles({ x, y, width, height }: SourceRectangle): Generator<Strip> {
  const widest = Math.min(width, MAX_WIDTH);
  // Only one piece is on the canvas at a time, but the assembled strip is held, too: it sets the height.
  const rows = Math.max(1, Math.min(MAX_WIDTH, Math.floor(MAX_AREA / Math.max(width, 1))));
  const pieces: { x: number; width: number }[] = [];
  for (let at = 0; at < width; at += widest) pieces.push({ x: x + at, width: Math.min(widest, width - at) });
  for (let at = 0; at < height; at += rows) yield { y: y + at, rows: Math.min(rows, height - at), pieces };
}
