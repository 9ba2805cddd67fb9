import type { AppState } from '../../app/state.ts';

/**
 * What the panes show at this moment: what the user chose to see or, while blinking, the other picture in its
 * turn. Whatever states numbers or colours of the stage asks here, so that they belong to what is on screen.
 */
export function shownNow({ display, view }: Pick<AppState, 'display' | 'view'>): 'map' | 'control' | 'image' {
  if (!view.flipped) return display.showing;
  if (view.compare === 'blink-image') return 'image';
  if (view.compare === 'blink-control') return display.showing === 'map' ? 'control' : 'map';
  return display.showing;
}

/** The map whose numbers and scale belong to the panes at this moment; while the bare image shows, the one under it. */
export function mapNow(state: Pick<AppState, 'display' | 'view'>): 'map' | 'control' {
  const shown = shownNow(state);
  return shown === 'image' ? state.display.showing : shown;
}
