import type { Slot } from '../../app/state.ts';

/** In which of the two panes something is. */
export function slotAt(target: EventTarget | null): Slot | null {
  const pane = target instanceof Element ? target.closest<HTMLElement>('[data-slot]') : null;
  const slot = pane?.dataset.slot;
  return slot === 'a' || slot === 'b' ? slot : null;
}
