import { previewOf } from '../../app/image-cache.ts';
import type { AppState, Slot } from '../../app/state.ts';
import { shownNow } from './blink.ts';
import type { ContourLayer } from './contour-layer.ts';
import { cellAt, type Rect, type Size, seenRect } from './geometry.ts';
import { Ground } from './ground.ts';
import { mapColoring } from './map-coloring.ts';
import { MapOver } from './map-over.ts';
import { paneView } from './pane-view.ts';
import { zoomedRect } from './zoom-geometry.ts';

/** Draws one pane as it is looked at: picture, map over exactly what the network saw, crosshair. */
export class PanePainter {
  private readonly canvas: HTMLCanvasElement;
  private readonly slot: Slot;
  private over: MapOver;
  private readonly contours: () => ContourLayer | null;
  private ground = new Ground();
  private size: Size = { width: 0, height: 0 };
  /** What the canvas shows now: state changes that it does not depend on cost no paint. */
  private painted: readonly unknown[] = [];

  /** @param contours what draws lines, null as long as it has not come; whoever brings it calls {@link forget}. */
  constructor(canvas: HTMLCanvasElement, slot: Slot, contours: () => ContourLayer | null) {
    this.canvas = canvas;
    this.slot = slot;
    this.contours = contours;
    this.over = new MapOver(contours);
  }

  /** @param size of the canvas in CSS pixels, from a ResizeObserver: asking the page would cost a layout. */
  resize(size: Size): void {
    this.size = size;
  }

  /** The browser took all canvases' pixels away and gave this one back, blank: nothing that was kept is there. */
  forget(): void {
    this.over = new MapOver(this.contours);
    this.ground = new Ground();
    this.painted = [];
  }

  paint(state: AppState, raw: boolean): void {
    const context = this.canvas.getContext('2d');
    const frame = this.fitToScreen();
    if (context === null || frame.width === 0 || frame.height === 0) return;
    const view = paneView(state, this.slot);
    const { map, picture } = view;
    const preview = picture ? previewOf(picture.id) : undefined;
    const inputs = [frame.width, frame.height, preview, map, view.fit, view.size, view.kind, raw];
    const now = [...inputs, state.display, state.view, state.probe, state.result];
    if (now.every((value, i) => value === this.painted[i])) return;
    this.painted = now;

    context.clearRect(0, 0, frame.width, frame.height);
    if (picture === null) return;
    const shown = rounded(zoomedRect(frame, picture, view, state.view.zoom));
    const seen = seenRect(shown, picture, view);
    context.drawImage(this.ground.picture(frame, preview, shown, seen), 0, 0);
    if (raw || map === null || shownNow(state) === 'image') return;

    const coloring = mapColoring(state, view);
    context.save();
    if (state.view.compare === 'split') clipTo(context, Math.round(state.view.split * frame.width), frame);
    const mute = () => context.drawImage(this.ground.under(seen, state.display.opacity), 0, 0);
    this.over.lay(context, map, coloring, { seen, size: view.size }, state.display, mute);
    context.restore();
    if (state.probe !== null) drawCell(context, seen, map, state.probe, state.probe.slot === this.slot);
  }

  /** Gives the canvas as many pixels as the screen has for it. */
  private fitToScreen(): Size {
    const ratio = window.devicePixelRatio;
    const width = Math.round(this.size.width * ratio);
    const height = Math.round(this.size.height * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      // A new size cleared the canvas.
      this.painted = [];
    }
    return { width, height };
  }
}

/** Leaves what is left of `x` as it is. */
function clipTo(context: CanvasRenderingContext2D, x: number, frame: Size): void {
  context.beginPath();
  context.rect(x, 0, frame.width - x, frame.height);
  context.clip();
}

function rounded({ x, y, width, height }: Rect): Rect {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}

/**
 * Outlines the cell under a point: solid where the user points, dashed at the same relative place in the other
 * image. Black under white, to stand out on any picture.
 */
function drawCell(
  context: CanvasRenderingContext2D,
  seen: Rect,
  map: Size,
  point: { readonly u: number; readonly v: number },
  pointed: boolean,
): void {
  const { row, column } = cellAt(map, point);
  const width = seen.width / map.width;
  const height = seen.height / map.height;
  const unit = window.devicePixelRatio;
  context.setLineDash(pointed ? [] : [4 * unit, 3 * unit]);
  for (const [color, line] of [
    ['rgb(0 0 0 / 75%)', 4 * unit],
    ['#fff', 2 * unit],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = line;
    context.strokeRect(seen.x + column * width, seen.y + row * height, width, height);
  }
  context.setLineDash([]);
}
