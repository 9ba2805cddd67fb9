import * as tf from '@tensorflow/tfjs-core';
import type { Vectors } from '../core/methods/side.ts';
import { fault, faultError } from './faults.ts';
import { FeatureCache } from './feature-cache.ts';
import { GradientCache } from './gradient-cache.ts';
import type { Network } from './network.ts';
import { pixelTensor } from './pixels.ts';
import type { InputImage } from './protocol.ts';
import { type Source, TensorSide } from './tensor-side.ts';

/** Feature maps kept on the device by a worker, at most: six images of `objects` at 512 px, of 15 MB each. */
const CACHE_BYTES = 96 * 2 ** 20;

/** Passes through a network since it was loaded; `forwards` and `masked` count images. */
export interface Counts {
  forwards: number;
  masked: number;
  propagations: number;
}

/** A network and what it has computed: feature maps, pooled vectors and gradients, per image and layer. */
export class LoadedModel {
  readonly network: Network;
  readonly counts: Counts;
  private readonly maps: FeatureCache;
  private readonly gradients = new GradientCache();
  private readonly pooledVectors = new Map<string, Vectors>();

  /**
   * Takes ownership of the network.
   * @param counts added to; the engine's own, so that they outlive a model.
   * @param budget bytes of feature maps.
   */
  constructor(network: Network, counts: Counts, budget = CACHE_BYTES) {
    this.network = network;
    this.counts = counts;
    this.maps = new FeatureCache(budget);
  }

  /**
   * One batch for all images that are not cached; how many there were. Call {@link holding} right after it.
   * @throws Fault `evicted`, with nothing done, when one of those came without its pixels.
   */
  forward(images: readonly InputImage[]): number {
    const fresh = [...new Map(images.map((image) => [image.key, image])).values()].filter(
      ({ key }) => !this.maps.has(key),
    );
    const inputs = fresh.map(({ key, pixels, size }) => {
      if (!pixels) throw faultError(fault('evicted', key));
      return { key, pixels, size };
    });
    const first = inputs[0];
    if (!first) return 0;
    const batch = pixelTensor(
      inputs.map(({ pixels }) => pixels),
      first.size,
    );
    const maps = this.network.forward(batch);
    batch.dispose();
    this.maps.add(inputs, maps);
    this.counts.forwards += inputs.length;
    return inputs.length;
  }

  /**
   * Work on cached images: none of them is evicted before it ends, whatever other requests bring in.
   * @throws Fault `evicted` when one is not cached.
   */
  async holding<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    for (const key of keys) if (!this.maps.has(key)) throw faultError(fault('evicted', key));
    const release = this.maps.hold(keys);
    try {
      return await work();
    } finally {
      release();
      this.forgetEvicted();
    }
  }

  /** `[h, w, K]`. */
  shape(key: string, layer: string): readonly [number, number, number] {
    const [, h, w, k] = this.maps.layer(key, layer).shape;
    return [h, w, k];
  }

  /** Pooled at the layer and at the embedding, in one read. @throws Fault `not-finite`. */
  async pooled(key: string, layer: string): Promise<Vectors> {
    const id = `${key}\n${layer}`;
    const known = this.pooledVectors.get(id);
    if (known) return known;
    const both = tf.tidy(() => {
      const x = tf.mean(this.maps.layer(key, layer), [0, 1, 2]);
      const e = tf.mean(this.maps.layer(key, this.network.embeddingNode), [0, 1, 2]);
      return tf.concat([x, e]) as tf.Tensor1D;
    });
    const channels = both.shape[0] - this.network.card.embedding.channels;
    const data = (await both.data()) as Float32Array;
    both.dispose();
    if (!data.every(Number.isFinite)) throw faultError(fault('not-finite', `vectors of ${layer}`));
    const vectors = { pooled: data.slice(0, channels), embedding: data.slice(channels) };
    this.pooledVectors.set(id, vectors);
    return vectors;
  }

  async source(image: string, layer: string): Promise<Source> {
    const vectors = await this.pooled(image, layer);
    return {
      image,
      layer,
      isEmbedding: layer === this.network.embeddingNode,
      activation: this.maps.layer(image, layer),
      vectors,
      input: this.maps.input(image),
    };
  }

  async side(image: string, layer: string): Promise<TensorSide> {
    return new TensorSide(await this.source(image, layer), {
      gradient: (key, node, cotangent) =>
        this.gradients.get(key, node, cotangent, () =>
          this.propagate(node, this.maps.layer(key, node), cotangent),
        ),
      embedMasked: (images) => this.embed(images),
    });
  }

  /** Embeddings `[n, E]` of pictures that are not kept, or vectors pooled at `layer`. The caller disposes them. */
  embed(images: tf.Tensor4D, layer?: string): tf.Tensor2D {
    this.counts.masked += images.shape[0];
    return this.network.embed(images, layer);
  }

  /** One gradient pass for a feature map `[1, h, w, K]`, the cache's or a perturbed one; the caller disposes it. */
  propagate(layer: string, activation: tf.Tensor4D, cotangent: Float32Array): tf.Tensor4D {
    this.counts.propagations += 1;
    return tf.tidy(() =>
      this.network.propagate(layer, activation, tf.tensor2d(cotangent, [1, cotangent.length])),
    );
  }

  dispose(): void {
    this.maps.clear();
    this.gradients.clear();
    this.pooledVectors.clear();
    this.network.dispose();
  }

  /** Vectors go with the feature maps they were pooled from, or they would pile up with every new picture. */
  private forgetEvicted(): void {
    for (const id of [...this.pooledVectors.keys()])
      if (!this.maps.has(id.slice(0, id.lastIndexOf('\n')))) this.pooledVectors.delete(id);
  }
}
