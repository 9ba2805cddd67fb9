import type { Rect } from './geometry.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** How dark what the network did not see is drawn. */
const UNSEEN = 'rgb(0 0 0 / 62%)';

/**
 * Lays a coloured map over what the network saw, at one alpha everywhere, so that its colours mean values. Its
 * colour should have been taken out of the picture before ({@link muteColour}).
 */
export function layMap(
  context: Context,
  bitmap: CanvasImageSource,
  { x, y, width, height }: Rect,
  opacity: number,
  smooth: boolean,
): void {
  context.save();
  context.globalAlpha = opacity;
  context.imageSmoothingEnabled = smooth;
  context.drawImage(bitmap, x, y, width, height);
  context.restore();
}

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

/** Darkens the part of the picture that the network did not see. */
export function shadeUnseen(context: Context, shown: Rect, seen: Rect): void {
  context.fillStyle = UNSEEN;
  context.beginPath();
  context.rect(shown.x, shown.y, shown.width, shown.height);
  context.rect(seen.x, seen.y, seen.width, seen.height);
  context.fill('evenodd');
}
