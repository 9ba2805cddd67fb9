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

const copy = ({ images, settings }: Snapshot): Snapshot => {
  const third = images.c && { c: settled(images.c) };
  return { images: { a: settled(images.a), b: settled(images.b), ...third }, settings };
};

/** Which ways there is something to go to. */
export interface Steps {
  readonly undo: boolean;
  readonly redo: boolean;
}

/** What undo goes back to: images and settings before each replacement, swap or change of settings; and redo forth. */
export class History {
  private readonly past: Snapshot[] = [];
  private readonly future: Snapshot[] = [];
  private readonly changed: (steps: Steps) => void;
  private readonly depth: number;

  /** @param changed told whenever there may be other steps. @param depth steps at most. */
  constructor(changed: (steps: Steps) => void, depth = 20) {
    this.changed = changed;
    this.depth = depth;
  }

  /** Before a change: what stands there now. What was undone cannot be redone any more. */
  push(now: Snapshot): void {
    this.future.length = 0;
    this.past.push(copy(now));
    if (this.past.length > this.depth) this.past.shift();
    this.tell();
  }

  /** What stood there before, or undefined; `now` can be redone. */
  undo(now: Snapshot): Snapshot | undefined {
    return this.step(this.past, this.future, now);
  }

  /** What the last undo took away, or undefined. */
  redo(now: Snapshot): Snapshot | undefined {
    return this.step(this.future, this.past, now);
  }

  private step(from: Snapshot[], to: Snapshot[], now: Snapshot): Snapshot | undefined {
    const found = from.pop();
    if (found) to.push(copy(now));
    this.tell();
    return found;
  }

  private tell(): void {
    this.changed({ undo: this.past.length > 0, redo: this.future.length > 0 });
  }

  /** Pictures that undo or redo can still bring back: their memory may not be given away. */
  pictures(): Set<string> {
    const ids = new Set<string>();
    for (const { images } of [...this.past, ...this.future])
      for (const slot of Object.values(images)) {
        const picture = pictureOf(slot);
        if (picture) ids.add(picture.id);
      }
    return ids;
  }
}
