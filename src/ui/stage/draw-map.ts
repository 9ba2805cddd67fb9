import type { Rect } from './geometry.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** How dark what the network did not see is drawn. */
const UNSEEN = 'rgb(0 0 0 / 62%)';

/**
 * Takes colour out of the picture in step with the opacity of the map: hue on the canvas then comes from the map
 * alone, while light and dark still show the picture.
 */
export function muteColour(context: Context, { x, y, width, height }: Rect, opacity: number): void {
  context.save();
  context.globalCompositeOperation = 'saturation';
  context.globalAlpha = Math.min(1, opacity * 1.5);
  context.fillStyle = '#808080';
  context.fillRect(x, y, width, height);
  context.restore();
}

/** The black that the network saw around the picture; to be drawn before it. */
export function layBars(context: Context, shown: Rect, seen: Rect): void {
  const inside =
    seen.x >= shown.x &&
    seen.y >= shown.y &&
    seen.x + seen.width <= shown.x + shown.width &&
    seen.y + seen.height <= shown.y + shown.height;
  if (inside) return;
  context.fillStyle = '#000';
  context.fillRect(seen.x, seen.y, seen.width, seen.height);
}

/** Darkens the part of the picture that the network did not see. */
export function shadeUnseen(context: Context, shown: Rect, seen: Rect): void {
  const [left, top] = [Math.max(shown.x, seen.x), Math.max(shown.y, seen.y)];
  const right = Math.min(shown.x + shown.width, seen.x + seen.width);
  const bottom = Math.min(shown.y + shown.height, seen.y + seen.height);
  context.fillStyle = UNSEEN;
  context.beginPath();
  context.rect(shown.x, shown.y, shown.width, shown.height);
  context.rect(left, top, right - left, bottom - top);
  context.fill('evenodd');
}
