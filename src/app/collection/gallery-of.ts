import type { StoreApi } from 'zustand/vanilla';
import type { Workshop } from '../workshop.ts';
import { Gallery } from './gallery.ts';
import type { GalleryState } from './gallery-state.ts';

interface Home {
  readonly workshop: Workshop;
  readonly galleryState: StoreApi<GalleryState>;
}

const galleries = new WeakMap<StoreApi<GalleryState>, Gallery>();

/** The one gallery of an app, made when somebody first opens it: it goes on while its panel is closed. */
export function galleryOf({ workshop, galleryState }: Home): Gallery {
  const gallery = galleries.get(galleryState) ?? new Gallery(workshop, galleryState);
  galleries.set(galleryState, gallery);
  return gallery;
}
