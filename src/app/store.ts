import { createStore, type StoreApi } from 'zustand/vanilla';
import { DEFAULT_DISPLAY, DEFAULT_SETTINGS } from './settings.ts';
import type { AppState, ImageSlot, OpenImages, Picture, Place, Slot } from './state.ts';
import { DEFAULT_VIEW } from './view/view.ts';

export type Store = StoreApi<AppState>;

export function createAppStore(): Store {
  return createStore<AppState>(() => ({
    images: { a: { status: 'empty' }, b: { status: 'empty' } },
    settings: DEFAULT_SETTINGS,
    display: DEFAULT_DISPLAY,
    view: DEFAULT_VIEW,
    job: { status: 'idle' },
    result: null,
    firstLook: null,
    partial: [],
    probe: null,
    evidence: null,
    classes: null,
    steps: { undo: false, redo: false },
    panel: null,
    addressBehind: false,
    theme: 'system',
    notice: null,
    dialog: null,
    everyLayer: false,
  }));
}

/** The picture a slot shows: its own, or the one that stood there before a replacement that is not (yet) one. */
export function pictureOf(slot: ImageSlot): Picture | null {
  switch (slot.status) {
    case 'empty':
      return null;
    case 'ready':
      return slot.picture;
    case 'decoding':
    case 'failed':
      return slot.previous;
  }
}

/** The pictures that both slots show. */
export function picturesOf({ a, b }: AppState['images']): Readonly<Record<Slot, Picture | null>> {
  return { a: pictureOf(a), b: pictureOf(b) };
}

/** What stands in a place. */
export function imageIn(images: OpenImages, place: Place): ImageSlot {
  return images[place] ?? { status: 'empty' };
}

/** Image C, or null. */
export function thirdOf(images: OpenImages): Picture | null {
  return pictureOf(imageIn(images, 'c'));
}

export function setSlot(store: Store, slot: Place, image: ImageSlot): void {
  store.setState((state) => ({ images: { ...state.images, [slot]: image } }));
}
