import type { Background } from '../../app/background/background.ts';
import { areaOf, type Extent } from '../../core/extent.ts';
import { type EditLayer, editedShare } from './edit-layer.ts';
import { FILL_IDS, FILLS, type FillId } from './fill.ts';

/** One picture as the network sees it, and what was taken away from it. */
export class EditedPicture {
  /** Equal keys, equal untouched pixels. */
  readonly key: string;
  readonly size: Extent;
  private readonly base: Uint8Array;
  private readonly background: Pick<Background, 'blur'>;
  private current: EditLayer;
  private readonly fills = new Map<FillId, Uint8Array>();
  private readonly coming = new Map<FillId, Promise<void>>();

  /** @param base `[h·w, 3]` RGB bytes, not changed. */
  constructor(key: string, base: Uint8Array, size: Extent, background: Pick<Background, 'blur'>) {
    this.key = key;
    this.base = base;
    this.background = background;
    this.size = size;
    this.current = new Uint8Array(areaOf(size));
  }

  get layer(): EditLayer {
    return this.current;
  }

  set layer(layer: EditLayer) {
    this.current = layer;
  }

  /** Share of the picture that is gone, 0–1. */
  get share(): number {
    return editedShare(this.current);
  }

  /** Whether every fill of a layer is there. */
  complete(layer: EditLayer): boolean {
    return missing(layer, this.fills).length === 0;
  }

  /** Makes the fills that a layer needs, each once: a blur takes a moment. */
  async prepare(layer: EditLayer): Promise<void> {
    await Promise.all(missing(layer, this.fills).map((id) => this.make(id)));
  }

  /**
   * `[h·w, 3]` RGB bytes: what is shown, and what the network gets. A fill that is not {@link prepare}d is left out.
   * @param layer another one, to try it.
   */
  pixels(layer: EditLayer = this.current): Uint8Array {
    const out = this.base.slice();
    const fills = FILL_IDS.map((id) => this.fills.get(id));
    layer.forEach((value, p) => {
      const fill = value === 0 ? undefined : fills[value - 1];
      if (!fill) return;
      out[p * 3] = fill[p * 3]!;
      out[p * 3 + 1] = fill[p * 3 + 1]!;
      out[p * 3 + 2] = fill[p * 3 + 2]!;
    });
    return out;
  }

  private make(id: FillId): Promise<void> {
    const known = this.coming.get(id);
    if (known) return known;
    const made = FILLS[id].make(this.base, this.size, this.background).then((fill) => {
      this.fills.set(id, fill);
    });
    this.coming.set(id, made);
    return made;
  }
}

/** The fills of a layer that are not there yet. */
function missing(layer: EditLayer, there: ReadonlyMap<FillId, Uint8Array>): FillId[] {
  const absent = FILL_IDS.filter((id) => !there.has(id));
  return absent.filter((id) => layer.includes(FILL_IDS.indexOf(id) + 1));
}
