import { type PointerEvent, type RefObject, useRef } from 'react';
import type { Slot } from '../../app/state.ts';
import { type Box, brushSide, type Point } from './edit-layer.ts';
import { placeCursor } from './place-cursor.ts';
import { useWhatIfSession } from './use-what-if.ts';

/** Brush and box by mouse, pen or finger. */
export function useEditPointer(
  slot: Slot,
  canvas: RefObject<HTMLCanvasElement | null>,
  cursor: RefObject<HTMLSpanElement | null>,
) {
  const session = useWhatIfSession();
  const from = useRef<Point | null>(null);

  const at = (event: PointerEvent): Point => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    const [rows, columns] = session.size(slot);
    return { x: ((event.clientX - left) / width) * columns, y: ((event.clientY - top) / height) * rows };
  };
  const boxTo = (start: Point, end: Point): Box => ({
    left: Math.min(start.x, end.x),
    top: Math.min(start.y, end.y),
    right: Math.max(start.x, end.x),
    bottom: Math.max(start.y, end.y),
  });
  const show = (point: Point) => {
    const { tool, brush } = session.state.getState().options;
    const side = brushSide(brush, session.size(slot));
    if (tool === 'brush')
      placeCursor(cursor.current, session.size(slot), {
        left: point.x - side / 2,
        top: point.y - side / 2,
        right: point.x + side / 2,
        bottom: point.y + side / 2,
      });
  };

  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const point = at(event);
      from.current = point;
      if (session.state.getState().options.tool === 'box') return;
      session.begin(slot);
      session.stroke(slot, point, point);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const point = at(event);
      show(point);
      const start = from.current;
      if (!start) return;
      if (session.state.getState().options.tool === 'box') {
        session.hold(slot, boxTo(start, point));
        placeCursor(cursor.current, session.size(slot), boxTo(start, point));
      } else {
        session.stroke(slot, start, point);
        from.current = point;
      }
    },
    onPointerUp(event: PointerEvent<HTMLElement>) {
      const start = from.current;
      from.current = null;
      if (!start || session.state.getState().options.tool !== 'box') return;
      const box = boxTo(start, at(event));
      placeCursor(cursor.current, session.size(slot), null);
      if (box.right - box.left >= 1 && box.bottom - box.top >= 1) session.stamp(slot, box);
      else session.hold(slot, null);
    },
    onPointerCancel() {
      from.current = null;
      session.hold(slot, null);
    },
    onPointerLeave() {
      if (!from.current) placeCursor(cursor.current, session.size(slot), null);
    },
  };
}
