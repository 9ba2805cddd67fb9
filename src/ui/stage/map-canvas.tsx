import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react';
import type { AppState, Probe, Slot } from '../../app/state.ts';
import { useAppHandle } from '../app-context.ts';
import { pointIn, seenRect } from './geometry.ts';
import { paneView } from './pane-view.ts';
import { useCanvasPainter } from './use-canvas-painter.ts';
import { revealing, zoomedRect } from './zoom-geometry.ts';
import { ZoomGestures } from './zoom-gestures.ts';

interface Props {
  readonly slot: Slot;
  /** Id of the element that says the map in words. */
  readonly describedBy: string;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * One picture with its map; pointer and arrow keys move the crosshair, a click or Enter pins it. A double click
 * zooms in, a drag moves what is zoomed.
 */
export function MapCanvas({ slot, describedBy }: Props) {
  const { store, commands } = useAppHandle();
  const ref = useRef<HTMLCanvasElement>(null);
  useCanvasPainter(ref, slot);
  const gestures = useRef<ZoomGestures | null>(null);
  /** The crosshair before the first of two clicks. */
  const before = useRef<Probe | null>(null);
  useEffect(() => {
    if (ref.current === null) return;
    gestures.current = new ZoomGestures(ref.current, slot, store.getState, (change) =>
      commands.changeView(change),
    );
    return gestures.current.listen();
  }, [slot, store, commands]);

  const pointUnder = (event: MouseEvent<HTMLCanvasElement>) => {
    const { picture, ...how } = paneView(store.getState(), slot);
    if (picture === null) return null;
    const box = event.currentTarget.getBoundingClientRect();
    const { zoom } = store.getState().view;
    const seen = seenRect(zoomedRect(box, picture, how, zoom), picture, how);
    return pointIn(seen, event.clientX - box.left, event.clientY - box.top);
  };
  const pinned = () => store.getState().probe?.pinned ?? false;

  const keyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const point = step || event.key === 'Enter' ? steppedPoint(store.getState(), slot, step ?? [0, 0]) : null;
    if (point === null) return;
    event.preventDefault();
    // Enter pins and lets go; an arrow takes a pinned crosshair along.
    const wasPinned = pinned();
    if (step && wasPinned) commands.probe(slot, null, true);
    commands.probe(slot, point, step ? wasPinned : true);
    reveal(point);
  };
  /** Keeps a crosshair that is moved by key in sight, with half a frame's tenth around it. */
  const reveal = (point: { readonly u: number; readonly v: number }) => {
    const state = store.getState();
    const { picture, ...how } = paneView(state, slot);
    if (picture === null || ref.current === null || state.view.zoom.scale === 1) return;
    const frame = { width: ref.current.clientWidth, height: ref.current.clientHeight };
    const zoom = revealing(frame, picture, how, state.view.zoom, point, frame.height / 20);
    if (zoom !== state.view.zoom) commands.changeView({ zoom });
  };
  const click = (event: MouseEvent<HTMLCanvasElement>) => {
    if (gestures.current?.moved) return;
    if (event.detail > 1) return;
    before.current = store.getState().probe;
    // A second click lets go of a pinned crosshair.
    commands.probe(slot, pointUnder(event), true);
  };
  const doubleClick = (event: MouseEvent<HTMLCanvasElement>) => {
    if (gestures.current?.moved) return;
    // Its first click pinned or let go; that was not what was meant.
    if (pinned()) commands.probe(slot, null, true);
    if (before.current?.pinned) commands.probe(before.current.slot, before.current, true);
    else commands.probe(slot, pointUnder(event));
    const box = event.currentTarget.getBoundingClientRect();
    gestures.current?.zoomAt({ x: event.clientX - box.left, y: event.clientY - box.top }, 2);
  };

  return (
    <canvas
      ref={ref}
      className="map-canvas"
      role="img"
      aria-label={`Map of image ${slot.toUpperCase()}`}
      aria-describedby={describedBy}
      tabIndex={0}
      onPointerMove={(event) => {
        if (!pinned() && !gestures.current?.busy) commands.probe(slot, pointUnder(event));
      }}
      onPointerLeave={(event) => {
        if (!pinned() && event.pointerType !== 'touch') commands.probe(slot, null);
      }}
      onClick={click}
      onDoubleClick={doubleClick}
      onKeyDown={keyDown}
      onBlur={() => {
        if (!pinned()) commands.probe(slot, null);
      }}
    />
  );
}

/** The centre of the cell next to the probed one, or of the middle cell where nothing is probed here yet. */
function steppedPoint(state: AppState, slot: Slot, [dx, dy]: readonly [number, number]) {
  if (state.result === null) return null;
  const [height, width] = state.result.layerShape;
  const at = state.probe?.slot === slot ? state.probe : { u: 0.5, v: 0.5 };
  const move = (value: number, by: number, cells: number) => {
    const cell = Math.min(cells - 1, Math.max(0, Math.floor(value * cells) + by));
    return (cell + 0.5) / cells;
  };
  return { u: move(at.u, dx, width), v: move(at.v, dy, height) };
}
