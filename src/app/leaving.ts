import type { StoreApi } from 'zustand/vanilla';
import { type GalleryState, isEmbedding } from './collection/gallery-state.ts';
import { isMeasuring, type PairsState } from './collection/pairs-state.ts';

/**
 * Has the browser ask before the page is left with work that would be lost. It listens only while there is some: a
 * page that always listens for `beforeunload` is not kept for Back by Firefox.
 */
export class Leaving {
  private readonly target: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
  private readonly unsaved = new Set<object>();
  private allowed = false;
  private readonly ask = (event: Event): void => {
    event.preventDefault();
  };

  /** @param target the window. */
  constructor(target: Leaving['target']) {
    this.target = target;
  }

  /** From now on work counts as unsaved while this holds of a state. */
  watch<T>(state: Pick<StoreApi<T>, 'getState' | 'subscribe'>, isUnsaved: (state: T) => boolean): void {
    const note = (now: T) => {
      if (isUnsaved(now)) this.unsaved.add(state);
      else this.unsaved.delete(state);
      if (this.unsaved.size > 0 && !this.allowed) this.target.addEventListener('beforeunload', this.ask);
      else this.target.removeEventListener('beforeunload', this.ask);
    };
    state.subscribe(note);
    note(state.getState());
  }

  /** The user has said that it may be lost. */
  allow(): void {
    this.allowed = true;
    this.target.removeEventListener('beforeunload', this.ask);
  }
}

/** A run over files of the user's own, under way or done, that is not kept on the device. */
export function hasUnsavedRun(state: PairsState): boolean {
  const { choice, kept, results } = state;
  return choice.source === 'files' && !kept && (isMeasuring(state) || results.length > 0);
}

/** Vectors of pictures of the user's own, unless they are kept on the device: they live in this tab's memory. */
export function hasUnsavedVectors(state: GalleryState): boolean {
  const { pictures, embedded, keeping } = state;
  const own = pictures.some(({ id }) => !id.startsWith('sample:'));
  return own && !keeping && (isEmbedding(state) || embedded > 0);
}
