import type { Box } from './edit-layer.ts';

/** Draws the outline of what would be taken; null hides it. Past React: it follows the pointer. */
export function placeCursor(element: HTMLElement | null, size: number, box: Box | null): void {
  if (!element) return;
  element.hidden = box === null;
  if (!box) return;
  const percent = (value: number) => `${(value / size) * 100}%`;
  Object.assign(element.style, {
    left: percent(box.left),
    top: percent(box.top),
    width: percent(box.right - box.left),
    height: percent(box.bottom - box.top),
  });
}
