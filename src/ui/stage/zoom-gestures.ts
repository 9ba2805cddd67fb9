import type { Commands } from '../../app/commands.ts';
import type { AppState, Slot, Zoom } from '../../app/state.ts';
import { zoomedBy } from '../../app/view/zoom.ts';
import { seenRect } from './geometry.ts';
import { paneView } from './pane-view.ts';
import { pannedBy, settledZoom, zoomedRect } from './zoom-geometry.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pixels a pointer may tremble before a press becomes a drag. */
const SLACK = 5;
/** One notch of a wheel, in pixels of `deltaY`; a faster one counts as one. */
const NOTCH = 60;

/**
 * Zoom and pan by pointer, for one pane; both follow. Ctrl or ⌘ with the wheel, and a pinch on a trackpad, which
 * browsers report as that; two fingers on a touch screen; dragging where the picture is larger than its frame.
 * The plain wheel is left alone: it scrolls the page.
 */
export class ZoomGestures {
  /** The press under way, or the one just ended, moved the picture: it is no click and points at nothing. */
  moved = false;
  private readonly canvas: HTMLCanvasElement;
  private readonly slot: Slot;
  private readonly read: () => AppState;
  private readonly change: Commands['changeView'];
  private readonly pointers = new Map<number, Point>();
  private pressed: Point = { x: 0, y: 0 };
  private pinched = 1;

  constructor(canvas: HTMLCanvasElement, slot: Slot, read: () => AppState, change: Commands['changeView']) {
    this.canvas = canvas;
    this.slot = slot;
    this.read = read;
    this.change = change;
  }

  /** Whether a pointer is moving the picture at this moment. */
  get busy(): boolean {
    return this.moved && this.pointers.size > 0;
  }

  /** Starts listening; call what it returns to stop. React's own wheel and touch listeners could not prevent. */
  listen(): () => void {
    const { signal, abort } = abortable();
    const on = (type: string, handle: (event: never) => void, target: HTMLElement = this.canvas) => {
      target.addEventListener(type, handle as EventListener, { signal, passive: false });
    };
    // The frame, so that the divider over the canvas does not swallow the wheel.
    on('wheel', (event: WheelEvent) => this.wheel(event), this.canvas.parentElement ?? this.canvas);
    on('pointerdown', (event: PointerEvent) => this.down(event));
    on('pointermove', (event: PointerEvent) => this.move(event));
    for (const end of ['pointerup', 'pointercancel'])
      on(end, (event: PointerEvent) => this.pointers.delete(event.pointerId));
    // One finger scrolls the page; two would move it as well, while they pinch.
    on('touchmove', (event: TouchEvent) => event.touches.length > 1 && event.preventDefault());
    // Safari tells of a pinch on a trackpad by events of its own, and zooms the page unless they are prevented.
    on('gesturestart', (event: Event) => {
      event.preventDefault();
      this.pinched = 1;
    });
    on('gesturechange', (event: MouseEvent & { readonly scale: number }) => {
      event.preventDefault();
      if (this.pointers.size === 0) this.zoomAt(this.local(event), event.scale / this.pinched);
      this.pinched = event.scale;
    });
    return abort;
  }

  /** Zooms by a factor about a point of the canvas, CSS pixels. */
  zoomAt(at: Point, factor: number): void {
    this.withPane((frame, picture, how, zoom) => {
      const settled = settledZoom(frame, picture, how, zoom);
      const seen = seenRect(zoomedRect(frame, picture, how, settled), picture, how);
      return zoomedBy(settled, factor, { u: (at.x - seen.x) / seen.width, v: (at.y - seen.y) / seen.height });
    });
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY : event.deltaY * 30;
    const notches = Math.min(1, Math.max(-1, pixels / NOTCH));
    this.zoomAt(this.local(event), 1.4 ** -notches);
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.pointers.size === 0) {
      this.moved = false;
      this.pressed = this.local(event);
    }
    this.pointers.set(event.pointerId, this.local(event));
  }

  private move(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (before === undefined) return;
    const now = this.local(event);
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (other) {
      this.moved = true;
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      this.zoomAt(between(before, other), factor);
      this.panBy((now.x - before.x) / 2, (now.y - before.y) / 2);
    } else {
      if (this.read().view.zoom.scale === 1) return;
      if (!this.moved && distance(now, this.pressed) < SLACK) return;
      this.moved = true;
      // So that the drag goes on outside of the canvas.
      this.canvas.setPointerCapture(event.pointerId);
      this.panBy(now.x - before.x, now.y - before.y);
    }
    this.pointers.set(event.pointerId, now);
  }

  private panBy(dx: number, dy: number): void {
    this.withPane((frame, picture, how, zoom) =>
      zoom.scale === 1 ? zoom : pannedBy(frame, picture, how, zoom, { dx, dy }),
    );
  }

  private withPane(next: (...pane: Parameters<typeof settledZoom>) => Zoom): void {
    const state = this.read();
    const { picture, ...how } = paneView(state, this.slot);
    if (picture === null) return;
    const frame = { width: this.canvas.clientWidth, height: this.canvas.clientHeight };
    this.change({ zoom: next(frame, picture, how, state.view.zoom) });
  }

  private local(event: MouseEvent): Point {
    const { left, top } = this.canvas.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
const between = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
