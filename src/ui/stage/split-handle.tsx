import type { KeyboardEvent, PointerEvent } from 'react';
import type { Slot } from '../../app/state.ts';
import { useApp, useCommands } from '../app-context.ts';
import { mapNow } from './blink.ts';

const STEP = 0.02;
const STRIDE = 0.1;

/** The divider of one pane: bare image on its left, map on its right. Both panes' dividers move as one. */
export function SplitHandle({ slot }: { readonly slot: Slot }) {
  const on = useApp(({ view }) => view.compare === 'split');
  const split = useApp(({ view }) => view.split);
  const right = useApp(mapNow);
  const commands = useCommands();
  if (!on) return null;
  const move = (to: number) => commands.changeView({ split: Math.min(1, Math.max(0, to)) });
  const keyDown = (event: KeyboardEvent) => {
    const to = target(event.key, split, event.shiftKey);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    move(to);
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const frame = event.currentTarget.parentElement!.getBoundingClientRect();
    move((event.clientX - frame.left) / frame.width);
  };
  const percent = Math.round(split * 100);
  return (
    <div
      className="split-handle"
      style={{ left: `${split * 100}%` }}
      role="slider"
      tabIndex={0}
      aria-label={`Split of image ${slot.toUpperCase()}`}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={`Image up to ${percent} percent, ${right} from there`}
      onKeyDown={keyDown}
      onPointerDown={(event) => {
        if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onDoubleClick={() => move(0.5)}
    >
      <span className="split-side left" aria-hidden>
        image
      </span>
      <span className="split-side right" aria-hidden>
        {right}
      </span>
    </div>
  );
}

/** Where a key moves the divider; null for any other key. */
function target(key: string, split: number, far: boolean): number | null {
  const step = far ? STRIDE : STEP;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return split - step;
    case 'ArrowRight':
    case 'ArrowUp':
      return split + step;
    case 'PageDown':
      return split - STRIDE;
    case 'PageUp':
      return split + STRIDE;
    case 'Home':
      return 0;
    case 'End':
      return 1;
    default:
      return null;
  }
}
