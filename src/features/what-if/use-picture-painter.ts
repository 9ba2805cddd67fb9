import { type RefObject, useEffect } from 'react';
import type { Slot } from '../../app/state.ts';
import { useWhatIfSession } from './use-what-if.ts';

/** Keeps a canvas equal to the edited picture, past React: one paint a frame at most. */
export function usePicturePainter(ref: RefObject<HTMLCanvasElement | null>, slot: Slot): void {
  const session = useWhatIfSession();
  useEffect(() => {
    let painted = -1;
    let frame = 0;
    const paint = () => {
      frame = 0;
      const canvas = ref.current;
      const rgb = session.pixels(slot);
      const version = session.state.getState().versions[slot];
      if (!canvas || !rgb || version === painted) return;
      painted = version;
      const [height, width] = session.size(slot);
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
      const image = new ImageData(width, height);
      const { data } = image;
      for (let p = 0; p < height * width; p++) {
        data[p * 4] = rgb[p * 3]!;
        data[p * 4 + 1] = rgb[p * 3 + 1]!;
        data[p * 4 + 2] = rgb[p * 3 + 2]!;
        data[p * 4 + 3] = 255;
      }
      canvas.getContext('2d')?.putImageData(image, 0, 0);
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(paint);
    };
    const stop = session.state.subscribe(schedule);
    schedule();
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [ref, session, slot]);
}
