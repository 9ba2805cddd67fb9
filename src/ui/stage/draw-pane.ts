import { previewOf } from '../../app/image-cache.ts';
import type { Display } from '../../app/state.ts';
import { ContourLayer } from './contour-layer.ts';
import { layBars, shadeUnseen } from './draw-map.ts';
import { containRect, pictureIn, type Rect, sceneOf, seenRect } from './geometry.ts';
import type { MapColoring } from './map-coloring.ts';
import { MapOver } from './map-over.ts';
import type { PaneView } from './views.ts';

/** Draws a picture with its map once, into a frame of any canvas: for figures and small multiples. */
export function drawPane(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  frame: Rect,
  { picture, map, ...how }: Pick<PaneView, 'picture' | 'map' | 'fit' | 'size'>,
  coloring: MapColoring,
  display: Pick<Display, 'opacity' | 'interpolation'>,
): void {
  if (!picture || !map) return;
  const scene = sceneOf(picture, how);
  const fitted = pictureIn(containRect(frame, scene), scene, picture);
  const shown = { ...fitted, x: fitted.x + frame.x, y: fitted.y + frame.y };
  const seen = seenRect(shown, picture, how);
  const preview = previewOf(picture.id);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  layBars(context, shown, seen);
  if (preview) context.drawImage(preview, shown.x, shown.y, shown.width, shown.height);
  shadeUnseen(context, shown, seen);
  const contours = new ContourLayer();
  new MapOver(() => contours).lay(context, map, coloring, { seen, size: how.size }, display);
}
