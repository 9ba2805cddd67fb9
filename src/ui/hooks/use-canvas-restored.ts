import { type RefObject, useEffect, useState } from 'react';

/**
 * How often the browser took a canvas's pixels away and gave the canvas back, blank (a reset of the GPU): an effect
 * that draws it names this among what it depends on.
 */
export function useCanvasRestored(ref: RefObject<HTMLCanvasElement | null>): number {
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const canvas = ref.current;
    const again = () => setTimes((before) => before + 1);
    canvas?.addEventListener('contextrestored', again);
    return () => canvas?.removeEventListener('contextrestored', again);
  }, [ref]);
  return times;
}
