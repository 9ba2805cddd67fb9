import type { ImageSlot, OpenImages, Settings } from './state.ts';
import { pictureOf } from './store.ts';
import { type Steps, Undo } from './undo.ts';

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

/** What undo goes back to: images and settings before each replacement, swap or change of settings; and redo forth. */
export class History {
  private readonly kept: Undo<Snapshot>;
  private readonly changed: (steps: Steps) => void;

  /** @param changed told whenever there may be other steps. @param depth steps at most. */
  constructor(changed: (steps: Steps) => void, depth = 20) {
    this.changed = changed;
    this.kept = new Undo(depth);
  }

  /** Before a change. */
  push(now: Snapshot): void {
    this.kept.push(copy(now));
    this.changed(this.kept.steps);
  }

  undo(now: Snapshot): Snapshot | undefined {
    const found = this.kept.undo(copy(now));
    this.changed(this.kept.steps);
    return found;
  }

  redo(now: Snapshot): Snapshot | undefined {
    const found = this.kept.redo(copy(now));
    this.changed(this.kept.steps);
    return found;
  }

  /** Pictures that undo or redo can still bring back: their memory may not be given away. */
  pictures(): Set<string> {
    const slots = this.kept.reach.flatMap(({ images }) => Object.values(images));
    return new Set(slots.map((slot) => pictureOf(slot)?.id).filter((id) => id !== undefined));
  }
}
