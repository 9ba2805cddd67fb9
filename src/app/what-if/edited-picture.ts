import { type EditLayer, editedShare } from './edit-layer.ts';
import { FILL_IDS, FILLS, type FillId } from './fill.ts';

/** One picture as the network sees it, and what was taken away from it. */
export class EditedPicture {
  /** Equal keys, equal untouched pixels. */
  readonly key: string;
  readonly size: number;
  private readonly base: Uint8Array;
  private current: EditLayer;
  private readonly fills = new Map<FillId, Uint8Array>();

  /** @param base `[size², 3]` RGB bytes, not changed. */
  constructor(key: string, base: Uint8Array, size: number) {
    this.key = key;
    this.base = base;
    this.size = size;
    this.current = new Uint8Array(size * size);
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

  /** `[size², 3]` RGB bytes: what is shown, and what the network gets. @param layer another one, to try it. */
  pixels(layer: EditLayer = this.current): Uint8Array {
    const out = this.base.slice();
    layer.forEach((value, p) => {
      if (value === 0) return;
      const fill = this.fill(FILL_IDS[value - 1]!);
      out[p * 3] = fill[p * 3]!;
      out[p * 3 + 1] = fill[p * 3 + 1]!;
      out[p * 3 + 2] = fill[p * 3 + 2]!;
    });
    return out;
  }

  /** Made when it is first needed: a blur takes a moment. */
  private fill(id: FillId): Uint8Array {
    const known = this.fills.get(id) ?? FILLS[id].make(this.base, this.size);
    this.fills.set(id, known);
    return known;
  }
}
