import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../../core/app-error.ts';
import { areaOf } from '../../core/extent.ts';
import { Lru } from '../../core/lru.ts';
import type { Vectors } from '../../core/methods/side.ts';
import type { Activity, InputImage } from '../api.ts';
import { FeatureCache } from './feature-cache.ts';
import type { FeatureMap } from './feature-map.ts';
import { MaskedCopies } from './masked-copies.ts';
import type { Network } from './network.ts';
import { onProcessor } from './on-processor.ts';
import { pixelTensor } from './pixels.ts';
import { readFeatures } from './read-features.ts';
import { type Passes, type Source, TensorSide } from './tensor-side.ts';
import type { ForwardValues, Kept } from './vjp.ts';

/** Feature maps kept on the device by a worker, at most: six images of `objects` at 512 px, of 15 MB each. */
const CACHE_BYTES = 96 * 2 ** 20;

/**
 * Largest input whose values between layers are kept for the way back; at 320 px those of one image take up to 61 MB,
 * and grow with its area.
 */
const KEPT_AREA = 320 * 320;

/** Feature maps at layers that end no block, at most; those of the two newest images are kept in any case. */
const OTHER_BYTES = 32 * 2 ** 20;

/** Passes through a network since it was loaded; `forwards` and `masked` count images. */
export interface Counts {
  forwards: number;
  masked: number;
  propagations: number;
}

/** Passes made for one map. */
export type Tally = Omit<Counts, 'forwards'>;

/** What is read of a feature map once, whatever is asked about it afterwards. */
interface Facts {
  readonly vectors: Vectors;
  readonly activity: Activity;
}

/** A network and what it has computed: feature maps, pooled vectors and gradients, per image and layer. */
export class LoadedModel {
  readonly network: Network;
  readonly counts: Counts;
  private readonly maps: FeatureCache;
  /** Values between the layers, of the images looked at last and from the layer looked at: for the way back. */
  private readonly between = new FeatureCache(Number.POSITIVE_INFINITY);
  /** Feature maps at layers that end no block, by image and layer; none is dropped while a request is at work. */
  private readonly others = new FeatureCache(OTHER_BYTES);
  /**
   * The last few, by image, layer and cotangent, so that methods which differ only in how they reduce G (SFAM,
   * Grad-CAM, HiRes-CAM, LayerCAM with one cotangent) share one backward pass.
   */
  private readonly gradients = new Lru<string, tf.Tensor4D>(8, (gradient) => gradient.dispose());
  private readonly copies = new MaskedCopies();
  private readonly facts = new Map<string, Promise<Facts>>();
  private atWork = 0;

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
   * One pass for all images that are not cached; how many there were. Call {@link holding} right after it.
   * @param layer where a way back may end next: what it needs is kept from this pass.
   * @throws AppError `evicted`, with nothing done, when one of those came without its pixels.
   */
  forward(images: readonly InputImage[], layer: string): number {
    const fresh = [...new Map(images.map((image) => [image.key, image])).values()].filter(
      ({ key }) => !this.maps.has(key),
    );
    const inputs = fresh.map(({ key, pixels, size }) => {
      if (!pixels) throw new AppError('evicted', key);
      return { key, pixels, size };
    });
    if (inputs.length === 0) return 0;
    this.between.retain(new Set(images.map(({ key }) => key)));
    const further = inputs.some(({ size }) => areaOf(size) > KEPT_AREA) ? [] : this.network.between(layer);
    // A batch saves a processor a few per cent, but cutting every value of one image out of it costs more; and between
    // the layers of a foreign network the batch may lie along any axis.
    const { batch: takes, origin } = this.network.card;
    const alone = takes === 'one' || (further.length > 0 && (onProcessor() || origin === 'own'));
    for (const batch of alone ? inputs.map((input) => [input]) : [inputs]) this.forwardBatch(batch, further);
    return inputs.length;
  }

  /**
   * Work on cached images: none of them is evicted before it ends, whatever other requests bring in.
   * @throws AppError `evicted` when one is not cached.
   */
  async holding<T>(keys: readonly string[], work: () => Promise<T>): Promise<T> {
    for (const key of keys) if (!this.maps.has(key)) throw new AppError('evicted', key);
    const release = this.maps.hold(keys);
    this.atWork += 1;
    try {
      return await work();
    } finally {
      release();
      this.atWork -= 1;
      // Makes room.
      if (this.atWork === 0) this.others.hold([])();
      this.forgetEvicted();
    }
  }

  /** `[h, w, K]`. */
  shape(key: string, layer: string): readonly [number, number, number] {
    return this.mapOf(key, layer).shape;
  }

  /** Pooled at the layer and at the embedding. @throws AppError `not-finite`. */
  async pooled(key: string, layer: string): Promise<Vectors> {
    return (await this.factsOf(key, layer)).vectors;
  }

  /** The controls of every map. @throws as `pooled`. */
  async activity(key: string, layer: string): Promise<Activity> {
    return (await this.factsOf(key, layer)).activity;
  }

  async source(image: string, layer: string): Promise<Source> {
    const vectors = await this.pooled(image, layer);
    return {
      image,
      layer,
      isEmbedding: layer === this.network.embeddingNode,
      map: this.mapOf(image, layer),
      vectors,
      input: this.maps.input(image),
    };
  }

  /** @param tally the passes made for this side alone are added here too; several may be at work at a time. */
  async side(
    image: string,
    layer: string,
    tally: Tally = { masked: 0, propagations: 0 },
  ): Promise<TensorSide> {
    const passes: Passes = {
      gradient: (key, node, cotangent) =>
        this.gradients.getOr([key, node, cotangent.join()].join('\n'), () => {
          tally.propagations += 1;
          const map = this.mapOf(key, node).tensor();
          return tf.keep(this.propagate(node, map, cotangent, this.kept(key, node)));
        }),
      relevance: (key, node, relevance) => {
        tally.propagations += 1;
        return this.carryRelevance(node, this.mapOf(key, node).tensor(), relevance, this.kept(key, node));
      },
      embedMasked: (images) => {
        tally.masked += images.shape[0];
        return this.embed(images);
      },
    };
    return new TensorSide(await this.source(image, layer), passes, this.copies);
  }

  /** Embeddings `[n, E]` of pictures that are not kept, or vectors pooled at `layer`. The caller disposes them. */
  embed(images: tf.Tensor4D, layer?: string): tf.Tensor2D {
    this.counts.masked += images.shape[0];
    return this.network.embed(images, layer);
  }

  /** One gradient pass for a feature map `[1, h, w, K]`, the cache's or a perturbed one; the caller disposes it. */
  propagate(layer: string, activation: tf.Tensor4D, cotangent: Float32Array, kept: Kept = {}): tf.Tensor4D {
    this.counts.propagations += 1;
    return tf.tidy(() =>
      this.network.propagate(layer, activation, tf.tensor2d(cotangent, [1, cotangent.length]), kept),
    );
  }

  /** One relevance pass for a feature map `[1, h, w, K]`; the caller disposes it. @throws AppError `no-relevance` */
  carryRelevance(
    layer: string,
    activation: tf.Tensor4D,
    relevance: Float32Array,
    kept: Kept = {},
  ): tf.Tensor4D {
    this.counts.propagations += 1;
    return tf.tidy(() =>
      this.network.relevance(layer, activation, tf.tensor2d(relevance, [1, relevance.length]), kept),
    );
  }

  /** An image's values that do not depend on a layer, for a way back from a changed feature map. */
  sidesOf(key: string, layer: string): Kept {
    if (this.network.beside(layer).length === 0) return {};
    const { tail, sides } = this.kept(key, layer);
    return { sides: sides ?? tail ?? null };
  }

  dispose(): void {
    this.maps.clear();
    this.between.clear();
    this.others.clear();
    this.gradients.clear();
    this.facts.clear();
    this.network.dispose();
  }

  private forwardBatch(inputs: readonly Required<InputImage>[], further: readonly string[]): void {
    const batch = pixelTensor(
      inputs.map(({ pixels }) => pixels),
      inputs[0]!.size,
    );
    const maps = this.network.forward(batch, further);
    batch.dispose();
    if (further.length > 0) this.between.add(inputs, take(maps, further));
    this.maps.add(inputs, maps);
    this.counts.forwards += inputs.length;
  }

  /**
   * An image's values that a way back from the embedding to a layer reads; computed once, unless they were kept
   * already. Of a large input, those alone that running forward from the layer cannot give.
   */
  private kept(key: string, layer: string): Kept {
    const input = this.maps.input(key);
    const beside = this.network.beside(layer);
    const small = areaOf(input.size) <= KEPT_AREA;
    const nodes = small ? this.network.between(layer) : beside.filter((node) => !this.maps.has(key, node));
    if (!nodes.every((node) => this.between.has(key, node))) {
      const values = beside.length > 0 ? this.fromPixels(input, nodes) : this.fromLayer(key, layer, nodes);
      this.between.add([{ key, ...input }], values);
    }
    const home = (node: string) => (this.maps.has(key, node) ? this.maps : this.between);
    const values: ForwardValues = {
      shape: (node) => home(node).valueShape(key, node),
      value: (node) => home(node).value(key, node),
    };
    return small ? { tail: values } : { sides: values };
  }

  private fromLayer(key: string, layer: string, nodes: readonly string[]): Map<string, tf.Tensor> {
    return this.network.forwardFrom(layer, this.mapOf(key, layer).tensor(), nodes);
  }

  private fromPixels(
    { pixels, size }: Pick<InputImage, 'size'> & { pixels: Uint8Array },
    nodes: readonly string[],
  ) {
    const image = pixelTensor([pixels], size);
    const values = this.network.valuesAt(image, nodes);
    image.dispose();
    return values;
  }

  /** A layer's feature map. Ends of blocks are kept from the forward pass; others are computed when asked for. */
  private mapOf(key: string, layer: string): FeatureMap {
    if (this.maps.has(key, layer)) return this.maps.map(key, layer);
    const id = identity(key, layer);
    if (!this.others.has(id)) {
      const { pixels, size } = this.maps.input(key);
      const image = pixelTensor([pixels], size);
      this.others.add([{ key: id, pixels, size }], new Map([[layer, this.network.forwardTo(layer, image)]]));
      image.dispose();
    }
    return this.others.map(id, layer);
  }

  private factsOf(key: string, layer: string): Promise<Facts> {
    const id = identity(key, layer);
    const facts = this.facts.get(id) ?? this.read(key, layer);
    this.facts.set(id, facts);
    facts.catch(() => this.facts.delete(id));
    return facts;
  }

  private async read(key: string, layer: string): Promise<Facts> {
    const { embeddingMap, card } = this.network;
    const nodes = layer === embeddingMap ? [layer] : [layer, embeddingMap];
    const means = await readFeatures(nodes.map((node) => this.mapOf(key, node)));
    const [at, last] = [means[0]!, means.at(-1)!];
    if (![at.pooled, at.activation, last.pooled].every((values) => values.every(Number.isFinite)))
      throw new AppError('not-finite', `vectors of ${layer}, image ${key}`);
    return {
      vectors: {
        pooled: at.pooled,
        ...(card.embedding.l2 ? normalised(last.pooled) : { embedding: last.pooled }),
      },
      activity: { meanActivation: at.activation, featureNorm: at.norm, signed: at.signed },
    };
  }

  /** Facts go with the feature maps they were made from, or they would pile up with every new picture. */
  private forgetEvicted(): void {
    for (const id of [...this.facts.keys()])
      if (!this.maps.has(id.slice(0, id.lastIndexOf('\n')))) this.facts.delete(id);
  }
}

const identity = (key: string, layer: string) => `${key}\n${layer}`;

/** A final L2 normalisation: `e = u / |u|`. */
function normalised(vector: Float32Array): Pick<Vectors, 'embedding' | 'norm'> {
  const norm = Math.hypot(...vector);
  return { embedding: norm > 0 ? vector.map((value) => value / norm) : vector, norm };
}

/** Moves entries into a map of their own. */
function take<V>(from: Map<string, V>, names: readonly string[]): Map<string, V> {
  const taken = new Map(names.map((name) => [name, from.get(name)!]));
  for (const name of names) from.delete(name);
  return taken;
}
