import { Lru } from '../../core/lru.ts';

interface Known {
  readonly masks: Float32Array;
  readonly embeddings: readonly Float32Array[];
}

/** Batches of sixteen copies: those of RISE for two images, with a coarse grid and an embedding a copy some 5 MB. */
const BATCHES = 64;

/**
 * Embeddings of masked copies. They depend on the image and the masks alone: whoever asks about the same copies again
 * (Distance Explainer after RISE, another metric, another partner) costs no pass. Masks are compared number by number.
 */
export class MaskedCopies {
  private readonly known = new Lru<string, Known>(BATCHES);

  /** @param masks `[count, H, W]` @param make called where these copies are not known; what fails is not kept. */
  async getOr(
    image: string,
    masks: Float32Array,
    make: () => Promise<Float32Array[]>,
  ): Promise<Float32Array[]> {
    const key = `${image}\n${masks.length}\n${checksum(masks)}`;
    const known = this.known.get(key);
    if (known?.masks.every((value, i) => value === masks[i])) {
      // A request to cancel arrives only when the worker's event loop turns.
      await new Promise((turn) => setTimeout(turn, 0));
      return [...known.embeddings];
    }
    const embeddings = await make();
    this.known.set(key, { masks: masks.slice(), embeddings });
    return embeddings;
  }
}

/** Of the bits; tells batches apart, as a rule. */
function checksum(values: Float32Array): number {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  return bits.reduce((hash, word) => Math.imul(hash ^ word, 0x01000193) >>> 0, 0x811c9dc5);
}
