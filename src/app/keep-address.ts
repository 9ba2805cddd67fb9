import { pageStatus } from './page-status.ts';
import type { AppState } from './state.ts';
import type { Store } from './store.ts';

/** While a slider moves, or a job takes long: browsers refuse a page that writes its address a hundred times within seconds. */
const PAUSE = 300;
/** After a refusal. */
const PATIENCE = 2000;

/**
 * The address follows whatever changes the view, by whichever way: what is chosen with the map it leads to, what only
 * changes the display once it rests. A browser that refuses is asked again later; nothing else suffers from it.
 *
 * Writing it takes Chromium as long as making a map, and what it does then delays the next frame: so it comes after
 * the frame that paints the map.
 *
 * @param write puts the link of the present state into the address; may throw.
 * @param afterFrame calls back when the next frame is painted.
 * @returns writes what is still waiting, for when the page may be gone next.
 */
export function keepAddress(
  store: Store,
  write: () => void,
  afterFrame: (call: () => void) => void = (call) => requestAnimationFrame(() => setTimeout(call)),
): () => void {
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
    if (store.getState().addressBehind) store.setState({ addressBehind: false });
  };
  const flush = () => {
    if (timer !== undefined) now();
  };
  store.subscribe((state, before) => {
    const chosen = state.settings !== before.settings || state.images !== before.images;
    if (chosen && !isBusy(state)) now();
    else if (chosen || state.display !== before.display || state.classes !== before.classes) {
      later(PAUSE);
      if (chosen && !state.addressBehind) store.setState({ addressBehind: true });
    } else if (timer !== undefined && isBusy(before) && !isBusy(state)) afterFrame(flush);
  });
  return flush;
}

/** Whatever the address says meanwhile. */
const isBusy = (state: AppState) =>
  ['loading', 'running'].includes(pageStatus({ ...state, addressBehind: false }));
