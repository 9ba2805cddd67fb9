import { type RefObject, useEffect } from 'react';
import { makeNotice } from '../../app/make-notice.ts';
import type { Slot } from '../../app/state.ts';
import { useAppHandle } from '../app-context.ts';
import { loadPart } from '../loading/load-part.ts';
import type { ContourLayer } from './contour-layer.ts';
import { PanePainter } from './pane-painter.ts';
import { peek } from './peek.ts';

const contourPart = () => import('./contour-layer.ts');

const NO_LINES =
  'The part that draws lines did not come, so the map is drawn smooth. Once the connection is back, choose “Lines” again.';

/**
 * Keeps a canvas equal to the state: one paint per frame at most, past React, so that a change of the display
 * renders no component.
 */
export function useCanvasPainter(ref: RefObject<HTMLCanvasElement | null>, slot: Slot): void {
  const { store, commands } = useAppHandle();
  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return;
    let contours: ContourLayer | null = null;
    const painter = new PanePainter(canvas, slot, () => contours);
    let frame = 0;
    let asked = false;
    /** Lines are a part that few visits need. What does not come leaves the map smooth, and says so. */
    const fetchContours = () => {
      if (asked || store.getState().display.interpolation !== 'lines') return;
      asked = true;
      loadPart(contourPart).then(
        (part) => {
          contours = new part.ContourLayer();
          painter.forget();
          schedule();
        },
        () => {
          asked = false;
          commands.changeDisplay({ interpolation: 'smooth' });
          store.setState({ notice: makeNotice(NO_LINES) });
        },
      );
    };
    const schedule = () => {
      fetchContours();
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
  }, [ref, store, commands, slot]);
}
