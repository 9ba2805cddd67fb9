import type { Extent } from '../../src/core/extent.ts';
import type { ModelBytes } from '../../src/engine/api.ts';
import { Engine } from '../../src/engine/worker/engine.ts';
import { Network } from '../../src/engine/worker/network.ts';
import { pixelTensor } from '../../src/engine/worker/pixels.ts';

/** The engine that ships, and beside it, in the same worker on the same backend, forward passes and nothing else. */
export class BenchEngine extends Engine {
  private readonly bare = new Map<string, Network>();

  /** A second copy of a model, or another graph of it, under a name of its own. */
  async loadBare(name: string, { card, topology, weights }: ModelBytes): Promise<void> {
    this.bare.get(name)?.dispose();
    this.bare.set(name, await Network.load(card, topology, weights));
  }

  /**
   * Milliseconds of one batched forward pass, from a batch that is on the device to embeddings that are read.
   * @param images `[h, w, 3]` RGB bytes each.
   */
  async bareForward(name: string, images: readonly Uint8Array[], size: Extent): Promise<number> {
    const batch = pixelTensor(images, size);
    const begun = performance.now();
    const embeddings = this.bare.get(name)!.embed(batch);
    await embeddings.data();
    const elapsed = performance.now() - begun;
    embeddings.dispose();
    batch.dispose();
    return elapsed;
  }
}
