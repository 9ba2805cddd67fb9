import type { Store } from './store.ts';

/** While a slider moves: browsers refuse a page that writes its address a hundred times within seconds. */
const PAUSE = 300;
/** After a refusal. */
const PATIENCE = 2000;

/**
 * The address follows whatever changes the view, by whichever way: at once what is chosen, once it rests what only
 * changes the display. A browser that refuses is asked again later; nothing else suffers from it.
 *
 * @param write puts the link of the present state into the address; may throw.
 * @returns writes what is still waiting, for when the page may be gone next.
 */
export function keepAddress(store: Store, write: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(now, milliseconds);
  };
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    try {
      write();
    } catch {
      later(PATIENCE);
    }
  };
  store.subscribe((state, before) => {
    if (state.settings !== before.settings || state.images !== before.images) now();
    else if (state.display !== before.display) later(PAUSE);
  });
  return () => {
    if (timer !== undefined) now();
  };
}
