import type { ImageSlot, OpenImages, Settings } from './state.ts';
import { pictureOf } from './store.ts';

export interface Snapshot {
  readonly images: OpenImages;
  readonly settings: Settings;
}

/** A slot without what is passing: a picture on its way would never arrive in the past. */
function settled(slot: ImageSlot): ImageSlot {
  const picture = pictureOf(slot);
  return picture ? { status: 'ready', picture } : { status: 'empty' };
}

/** What undo goes back to: images and settings before each replacement, swap or change of settings. */
export class History {
  private readonly past: Snapshot[] = [];
  private readonly depth: number;

  constructor(depth = 20) {
    this.depth = depth;
  }

  push({ images, settings }: Snapshot): void {
    const third = images.c && { c: settled(images.c) };
    this.past.push({ images: { a: settled(images.a), b: settled(images.b), ...third }, settings });
    if (this.past.length > this.depth) this.past.shift();
  }

  pop(): Snapshot | undefined {
    return this.past.pop();
  }

  /** Pictures that undo can still bring back: their memory may not be given away. */
  pictures(): Set<string> {
    const ids = new Set<string>();
    for (const { images } of this.past)
      for (const slot of Object.values(images)) {
        const picture = pictureOf(slot);
        if (picture) ids.add(picture.id);
      }
    return ids;
  }
}
