import * as v from 'valibot';
import type { Kind } from '../storage/kind.ts';
import type { Shelf } from '../storage/shelf.ts';
import type { GallerySettings } from './gallery-state.ts';

/** A picture's vector; which picture's, only the record's hashed key tells. Its numbers lie in the record's bytes. */
interface StoredVector {
  readonly length: number;
}

export const VECTOR: Kind<StoredVector> = {
  id: 'gallery-vector',
  version: 1,
  schemas: { 1: v.object({ length: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)) }) },
};

/** That the user said “keep on this device”: from then on vectors are put there as they are made. */
export const KEEPING: Kind<{ readonly keep: true }> = {
  id: 'gallery-keeping',
  version: 1,
  schemas: { 1: v.object({ keep: v.literal(true) }) },
};

const MARK = { key: 'gallery' };
/** Records that are looked for at once. */
const CHUNK = 250;

/**
 * Vectors of a gallery on the shelf of what is kept, by the content of each picture, the network's identity and what
 * it was fed: the same pictures, chosen again after a reload or tomorrow, need not go through the network. Pictures
 * themselves are not kept. No call rejects.
 */
export class KeptVectors {
  private readonly shelf: Shelf;

  constructor(shelf: Shelf) {
    this.shelf = shelf;
  }

  async keeping(): Promise<boolean> {
    return (await this.shelf.get(KEEPING, MARK)) !== null;
  }

  /** From now on. Whether it could be. */
  begin(): Promise<boolean> {
    return this.shelf.put(KEEPING, MARK, { keep: true });
  }

  /** No longer, and nothing of earlier galleries either. */
  async end(): Promise<void> {
    await Promise.all([this.shelf.clear(KEEPING), this.shelf.clear(VECTOR)]);
  }

  put(where: Where, picture: string, vector: Float32Array): Promise<boolean> {
    const bytes = new Blob([vector.slice()]);
    return this.shelf.put(VECTOR, { ...where, key: picture }, { length: vector.length }, bytes);
  }

  /** Tells `found` each of these that is there. @param signal ends the search. */
  async read(
    where: Where,
    pictures: readonly string[],
    signal: AbortSignal,
    found: (index: number, vector: Float32Array) => void,
  ): Promise<void> {
    for (let from = 0; from < pictures.length && !signal.aborted; from += CHUNK) {
      const some = pictures.slice(from, from + CHUNK);
      const items = await this.shelf.find(VECTOR, where, some);
      for (const [i, id] of some.entries()) {
        const item = items.get(id);
        if (!item?.blob || item.blob.size !== item.value.length * 4) continue;
        found(from + i, new Float32Array(await item.blob.arrayBuffer()));
      }
    }
  }
}

/** Which network, by its whole identity, and what it was fed, on which backend. */
export interface Where {
  readonly network: string;
  readonly group: string;
}

export const whereOf = (network: string, backend: string, { size, fit }: GallerySettings): Where => ({
  network,
  group: JSON.stringify([size, fit, backend]),
});
