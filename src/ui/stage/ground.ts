import { layBars, muteColour, shadeUnseen } from './draw-map.ts';
import type { Rect, Size } from './geometry.ts';

/**
 * What lies under the map, kept between paints: scaling a photograph well and taking its colour out cost more than
 * everything else in a frame, and neither changes with the map.
 */
export class Ground {
  private readonly plain = document.createElement('canvas');
  private readonly muted = document.createElement('canvas');
  private drawn = '';
  private preview: ImageBitmap | undefined;
  private mutedAt = '';

  /** The picture where it is shown, the part that the network did not see darkened; as large as the frame. */
  picture(frame: Size, preview: ImageBitmap | undefined, shown: Rect, seen: Rect): HTMLCanvasElement {
    const key = JSON.stringify([frame, shown, seen]);
    if (key === this.drawn && preview === this.preview) return this.plain;
    const context = blank(this.plain, frame);
    context.imageSmoothingQuality = 'high';
    layBars(context, shown, seen);
    if (preview) context.drawImage(preview, shown.x, shown.y, shown.width, shown.height);
    shadeUnseen(context, shown, seen);
    this.drawn = key;
    this.preview = preview;
    this.mutedAt = '';
    return this.plain;
  }

  /** The same with less colour in `seen`, for a map of this opacity. Call after {@link picture}. */
  under(seen: Rect, opacity: number): HTMLCanvasElement {
    const key = `${opacity}`;
    if (key === this.mutedAt) return this.muted;
    const context = blank(this.muted, this.plain);
    context.drawImage(this.plain, 0, 0);
    muteColour(context, seen, opacity);
    this.mutedAt = key;
    return this.muted;
  }
}

function blank(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D {
  // Setting the size clears the canvas and resets its context.
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext('2d')!;
}
