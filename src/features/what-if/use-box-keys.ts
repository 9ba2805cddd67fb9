import { type KeyboardEvent, type RefObject, useRef } from 'react';
import type { Slot } from '../../app/state.ts';
import type { Box } from './edit-layer.ts';
import { placeCursor } from './place-cursor.ts';
import { useWhatIfSession } from './use-what-if.ts';

/** Centre and half side, as shares of the picture's side. */
interface KeyBox {
  readonly x: number;
  readonly y: number;
  readonly half: number;
}

const START: KeyBox = { x: 0.5, y: 0.5, half: 0.125 };
const STEP = 1 / 16;

/** The keyboard's tool: a box that tries out what it covers wherever it goes, and takes it away on Enter. */
export function useBoxKeys(slot: Slot, cursor: RefObject<HTMLSpanElement | null>) {
  const session = useWhatIfSession();
  const box = useRef<KeyBox | null>(null);

  const inPixels = ({ x, y, half }: KeyBox): Box => {
    const [height, width] = session.size(slot);
    return {
      left: (x - half) * width,
      top: (y - half) * height,
      right: (x + half) * width,
      bottom: (y + half) * height,
    };
  };
  const put = (next: KeyBox | null) => {
    box.current = next;
    session.hold(slot, next && inPixels(next));
    placeCursor(cursor.current, session.size(slot), next && inPixels(next));
  };

  return {
    onKeyDown(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && event.key === 'z') {
        event.preventDefault();
        session.undo();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const [height, width] = session.size(slot);
      const [down, across] = event.shiftKey ? [1 / height, 1 / width] : [STEP, STEP];
      const now = box.current ?? START;
      const clamp = (value: number) => Math.min(1, Math.max(0, value));
      const next: KeyBox | null | undefined = {
        ArrowLeft: { ...now, x: clamp(now.x - across) },
        ArrowRight: { ...now, x: clamp(now.x + across) },
        ArrowUp: { ...now, y: clamp(now.y - down) },
        ArrowDown: { ...now, y: clamp(now.y + down) },
        '+': { ...now, half: Math.min(0.5, now.half + STEP / 2) },
        '=': { ...now, half: Math.min(0.5, now.half + STEP / 2) },
        '-': { ...now, half: Math.max(STEP / 4, now.half - STEP / 2) },
        Escape: null,
      }[event.key];
      if (next === undefined && event.key !== 'Enter') return;
      event.preventDefault();
      if (event.key !== 'Enter') put(next ?? null);
      else if (box.current) session.stamp(slot, inPixels(box.current));
      else put(START);
    },
    onBlur: () => put(null),
  };
}
