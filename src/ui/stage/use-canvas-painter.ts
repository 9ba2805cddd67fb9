import { type RefObject, useEffect } from 'react';
import type { Slot } from '../../app/state.ts';
import { useAppHandle } from '../app-context.ts';
import { PanePainter } from './pane-painter.ts';
import { peek } from './peek.ts';

/**
 * Keeps a canvas equal to the state: one paint per frame at most, past React, so that a change of the display
 * renders no component.
 */
export function useCanvasPainter(ref: RefObject<HTMLCanvasElement | null>, slot: Slot): void {
  const { store } = useAppHandle();
  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return;
    const painter = new PanePainter(canvas, slot);
    let frame = 0;
    const schedule = () => {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        painter.paint(store.getState(), peek.getState().raw);
      });
    };
    const observer = new ResizeObserver(([entry]) => {
      if (entry) painter.resize(entry.contentRect);
      schedule();
    });
    observer.observe(canvas);
    const restored = () => {
      painter.forget();
      schedule();
    };
    canvas.addEventListener('contextrestored', restored);
    const stops = [store.subscribe(schedule), peek.subscribe(schedule)];
    schedule();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      canvas.removeEventListener('contextrestored', restored);
      for (const stop of stops) stop();
    };
  }, [ref, store, slot]);
}
