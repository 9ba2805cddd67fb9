import type { Extent } from '../../core/extent.ts';
import type { Box } from './edit-layer.ts';

/** Draws the outline of what would be taken; null hides it. Past React: it follows the pointer. */
export function placeCursor(element: HTMLElement | null, [height, width]: Extent, box: Box | null): void {
  if (!element) return;
  element.hidden = box === null;
  if (!box) return;
  const percent = (value: number, side: number) => `${(value / side) * 100}%`;
  Object.assign(element.style, {
    left: percent(box.left, width),
    top: percent(box.top, height),
    width: percent(box.right - box.left, width),
    height: percent(box.bottom - box.top, height),
  });
}
