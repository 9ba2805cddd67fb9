import { wholeId } from './crop-box.ts';

/** What belongs to a picture but has no place in the store: its file and its preview. */
export interface CachedImage {
  /** The file as it came, compressed: decoded again when the input size or fit changes. */
  readonly blob: Blob;
  /** For display only, at most 1024 px on the long side. */
  readonly preview: ImageBitmap;
}

const images = new Map<string, CachedImage>();

export function putImage(id: string, image: CachedImage): void {
  const old = images.get(id);
  if (old && old.preview !== image.preview) old.preview.close();
  images.set(id, image);
}

/** @throws Error for an id that was forgotten. */
export function imageOf(id: string): CachedImage {
  const image = images.get(id);
  if (!image) throw new Error(`image ${id} is not in the cache`);
  return image;
}

export function previewOf(id: string): ImageBitmap | undefined {
  return images.get(id)?.preview;
}

/** Gives the memory of all pictures back that are neither on screen nor within reach of undo, nor what one is a part of. */
export function keepOnly(ids: ReadonlySet<string>): void {
  const wholes = new Set(Array.from(ids, wholeId));
  for (const [id, image] of images) {
    if (ids.has(id) || wholes.has(id)) continue;
    image.preview.close();
    images.delete(id);
  }
}
