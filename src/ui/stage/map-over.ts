import type { Display, MapData } from '../../app/state.ts';
import type { Extent } from '../../core/extent.ts';
import type { ContourLayer } from './contour-layer.ts';
import { muteColour } from './draw-map.ts';
import type { Rect } from './geometry.ts';
import type { MapColoring } from './map-coloring.ts';
import { MapLayer } from './map-layer.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Where a map is laid. */
interface Place {
  /** What the network saw, on the canvas. */
  readonly seen: Rect;
  /** The network's input: what a smooth map is interpolated to. */
  readonly size: Extent;
}

/**
 * Lays a map over a picture as the display says, on the stage and everywhere else: as lines over the picture's own
 * colours, or as areas at one alpha everywhere, so that their colours mean values. Keeps what it made for the next time.
 */
export class MapOver {
  private readonly layer = new MapLayer();
  /** What draws lines: a part that the page loads when they are first wanted; null as long as it is on its way. */
  private readonly contours: () => ContourLayer | null;

  constructor(contours: () => ContourLayer | null) {
    this.contours = contours;
  }

  /** @param mute takes colour out of the picture under areas. */
  lay(
    context: Context,
    map: MapData,
    coloring: MapColoring,
    { seen, size }: Place,
    { opacity, interpolation }: Pick<Display, 'opacity' | 'interpolation'>,
    mute: () => void = () => muteColour(context, seen, opacity),
  ): void {
    if (interpolation === 'lines') {
      this.contours()?.lay(context, map, coloring, seen, opacity);
      return;
    }
    const smooth = interpolation === 'smooth';
    const bitmap = this.layer.bitmap(map, coloring, size, smooth);
    mute();
    context.save();
    context.globalAlpha = opacity;
    context.imageSmoothingEnabled = smooth;
    context.drawImage(bitmap, seen.x, seen.y, seen.width, seen.height);
    context.restore();
  }
}
