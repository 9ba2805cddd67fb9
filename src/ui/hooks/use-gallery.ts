import { useStore } from 'zustand';
import { Gallery } from '../../app/collection/gallery.ts';
import type { GalleryState } from '../../app/collection/gallery-state.ts';
import { useAppHandle } from '../app-context.ts';

/** The one gallery of the page, for every panel that reads it. */
export function useGallery(): Gallery {
  const { services, galleryState } = useAppHandle();
  return services.one(Gallery, () => new Gallery(services, galleryState));
}

/** One value of the gallery's state. Select existing references. */
export function useGalleryState<T>(selector: (state: GalleryState) => T): T {
  return useStore(useGallery().state, selector);
}
