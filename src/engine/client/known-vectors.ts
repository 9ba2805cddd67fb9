import { Lru } from '../../core/lru.ts';
import type { VectorsReply } from '../api.ts';

/** Pairs of pictures that go back and forth; two vectors of a few hundred numbers each. */
const CAPACITY = 64;

interface Known {
  readonly vectors: VectorsReply['vectors'][number];
  readonly shape: VectorsReply['shape'];
}

/** What the workers found of images at layers, so that nobody asks them twice; the newest 64. */
export class KnownVectors {
  private readonly known = new Lru<string, Known>(CAPACITY);

  remember(images: readonly { readonly key: string }[], layer: string, reply: VectorsReply): void {
    for (const [i, { key }] of images.entries()) {
      this.known.set(identity(key, layer), { vectors: reply.vectors[i]!, shape: reply.shape });
    }
  }

  /** As if the workers had been asked; null unless all of the images are known at the layer. */
  recall(images: readonly { readonly key: string }[], layer: string): VectorsReply | null {
    const found = images.map(({ key }) => this.known.get(identity(key, layer)));
    const [first] = found;
    if (!first || !found.every((one) => one !== undefined)) return null;
    return { vectors: found.map(({ vectors }) => vectors), shape: first.shape, forwarded: 0 };
  }

  clear(): void {
    this.known.clear();
  }
}

const identity = (key: string, layer: string) => `${key}\n${layer}`;
