import * as tf from '@tensorflow/tfjs-core';
import { AppError } from '../../core/app-error.ts';
import type { Carried } from '../../core/classifier/class-methods.ts';
import type { Extent } from '../../core/extent.ts';
import { type Mask, Masker } from '../../core/faithfulness/masker.ts';
import { mutualPairs } from '../../core/methods/mutual-pairs.ts';
import { PAIRED_CELLS, pointPairs } from '../../core/methods/point-pairs.ts';
import { strongestPairs } from '../../core/methods/strongest-pairs.ts';
import type {
  BackendId,
  BackendInfo,
  CarriedReply,
  Direction,
  EngineApi,
  EngineStats,
  ExplainReply,
  Held,
  InputImage,
  MadeMap,
  MapProgress,
  MapReply,
  MapRequest,
  ModelBytes,
  PairsReply,
  RandomizedReply,
  RandomizedRequest,
  Recipe,
  StabilityReply,
  VectorsReply,
} from '../api.ts';
import { partnersOf } from '../partners-of.ts';
import { carry } from './carry.ts';
import { embedPictures } from './embed-pictures.ts';
import { type Counts, LoadedModel } from './loaded-model.ts';
import { makeMap } from './make-map.ts';
import { Network } from './network.ts';
import { randomizedNetwork } from './randomized-network.ts';
import { stability } from './stability.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

/** Everything the worker does, on whatever backend `start` gives it. One model at a time. */
export class Engine implements EngineApi {
  private readonly startBackend: EngineApi['start'];
  private model: LoadedModel | null = null;
  private readonly cancelled = new Set<number>();
  private readonly masker = new Masker();
  private readonly counts: Counts = { forwards: 0, masked: 0, propagations: 0 };

  constructor(startBackend: EngineApi['start']) {
    this.startBackend = startBackend;
  }

  start(
    backend: BackendId | null,
    trying: ((backend: BackendId) => void) | null = null,
  ): Promise<BackendInfo> {
    // Tensors do not survive a change of backend: a model loaded on webgpu gave all-zero maps on wasm.
    this.unload();
    return this.startBackend(backend, trying);
  }

  async load(bytes: ModelBytes): Promise<void> {
    this.unload();
    const network = await Network.load(bytes.card, bytes.topology, bytes.weights);
    this.model = new LoadedModel(network, this.counts);
  }

  async warmUp(size: Extent, images: number): Promise<void> {
    const { forwards } = this.counts;
    // A second pass is still slower than those after it. It is left out once there is something real to do.
    for (let pass = 0; pass < 2 && this.counts.forwards === forwards; pass++) {
      const input = tf.zeros<tf.Rank.R4>([images, ...size, 3]);
      const embeddings = this.loaded().network.embed(input);
      input.dispose();
      await embeddings.data();
      embeddings.dispose();
      await yieldToEventLoop();
    }
  }

  async vectors(images: readonly InputImage[], layer: string): Promise<VectorsReply> {
    const model = this.loaded();
    const forwarded = model.forward(images, layer);
    const keys = images.map(({ key }) => key);
    return model.holding(keys, async () => ({
      vectors: await Promise.all(keys.map((key) => model.pooled(key, layer))),
      shape: model.shape(keys[0]!, layer),
      forwarded,
    }));
  }

  async map(request: MapRequest, progress: MapProgress | null): Promise<MapReply> {
    const made = await this.make(request, progress);
    return { ...made, held: this.held() };
  }

  async explain(
    images: readonly InputImage[],
    directions: readonly Direction[],
    recipe: Recipe,
  ): Promise<ExplainReply> {
    const vectors = await this.vectors(images, recipe.layer);
    const found = new Map(images.map(({ key }, i) => [key, vectors.vectors[i]!]));
    const maps = await Promise.all(
      directions.map((direction) =>
        this.make({ ...recipe, image: direction.of, against: partnersOf(direction, found) }, null),
      ),
    );
    return { vectors, maps, held: this.held() };
  }

  weighted(image: string, layer: string, weights: Float32Array): Promise<Float32Array> {
    return this.on(image, async (model) => (await model.side(image, layer)).weighted(weights));
  }

  carried(image: string, layer: string, ofEmbedding: Float32Array, how: Carried): Promise<CarriedReply> {
    return this.on(image, async (model) => carry(await model.side(image, layer), ofEmbedding, how));
  }

  at(image: string, layer: string, position: number): Promise<Float32Array> {
    return this.on(image, async (model) => (await model.side(image, layer)).at(position));
  }

  features(image: string, layer: string): Promise<Float32Array> {
    return this.on(image, async (model) => {
      const side = await model.side(image, layer);
      const cells = side.shape[0] * side.shape[1];
      if (cells > PAIRED_CELLS) throw new AppError('internal', `${cells} cells are too many to pair`);
      return side.features();
    });
  }

  pairs(image: string, layer: string, features: Float32Array, count: number): Promise<PairsReply> {
    return this.on(image, async (model) => {
      const channels = model.shape(image, layer)[2];
      const own = await this.features(image, layer);
      const { matrix, total } = pointPairs(own, features, channels);
      const find = (order: 'strongest' | 'opposed', once: boolean) =>
        strongestPairs(matrix, features.length / channels, { count, order, once });
      return {
        total,
        strongest: find('strongest', false),
        distinct: find('strongest', true),
        mutual: mutualPairs(own, features, channels, matrix, count),
        opposed: find('opposed', false),
      };
    });
  }

  stability(request: MapRequest): Promise<StabilityReply> {
    return this.on(request.image, async (model) => {
      const source = await model.source(request.image, request.layer);
      return stability(source, request, (activation, cotangent) =>
        model.propagate(request.layer, activation, cotangent, model.sidesOf(request.image, request.layer)),
      );
    });
  }

  embed(
    images: Uint8Array,
    count: number,
    size: Extent,
    job: number,
    layer?: string,
  ): Promise<Float32Array[]> {
    const model = this.loaded();
    return embedPictures(images, count, size, {
      embed: (batch) => model.embed(batch, layer),
      throwIfAborted: () => this.throwIfCancelled(job),
    });
  }

  async embedWithout(
    { key, size, pixels }: InputImage,
    masks: readonly Mask[],
    job: number,
    layer?: string,
  ): Promise<Float32Array[]> {
    this.throwIfCancelled(job);
    if (!this.masker.has(key)) {
      if (!pixels) throw new AppError('evicted', key);
      this.masker.add(key, pixels, size);
    }
    return this.embed(this.masker.copies(key, masks), masks.length, size, job, layer);
  }

  async randomized(request: RandomizedRequest): Promise<RandomizedReply> {
    const { job, images, directions, layer, blocks, weightSeed } = request;
    this.throwIfCancelled(job);
    // A network, caches and counts of its own: the live ones are out of reach.
    const network = await randomizedNetwork(this.loaded().network, blocks, weightSeed);
    const copy = new LoadedModel(network, { forwards: 0, masked: 0, propagations: 0 });
    const isCancelled = () => this.cancelled.has(job);
    try {
      copy.forward(images, layer);
      const vectors = await Promise.all(images.map(({ key }) => copy.pooled(key, layer)));
      const found = new Map(images.map(({ key }, i) => [key, vectors[i]!]));
      const maps: Float32Array[] = [];
      for (const direction of directions) {
        if (maps.length > 0) await yieldToEventLoop();
        const against = partnersOf(direction, found);
        maps.push((await makeMap(copy, { ...request, image: direction.of, against }, isCancelled, null)).map);
      }
      return { maps, vectors };
    } finally {
      copy.dispose();
    }
  }

  cancel(job: number): Promise<void> {
    this.cancelled.add(job);
    return Promise.resolve();
  }

  stats(): Promise<EngineStats> {
    const { tensors, bytes } = this.held();
    return Promise.resolve({ ...this.counts, numTensors: tensors, numBytes: bytes });
  }

  private make(request: MapRequest, progress: MapProgress | null): Promise<MadeMap> {
    return this.on(request.image, (model) =>
      makeMap(model, request, () => this.cancelled.has(request.job), progress),
    );
  }

  /** Work on an image whose feature maps are cached, and stay so until it ends. @throws AppError `evicted`. */
  private async on<T>(image: string, work: (model: LoadedModel) => Promise<T>): Promise<T> {
    const model = this.loaded();
    return model.holding([image], () => work(model));
  }

  private held(): Held {
    const { numTensors, numBytes } = tf.memory();
    return { tensors: numTensors, bytes: numBytes };
  }

  private throwIfCancelled(job: number): void {
    if (this.cancelled.has(job)) throw new AppError('cancelled');
  }

  private loaded(): LoadedModel {
    if (!this.model) throw new AppError('internal', 'no model is loaded');
    return this.model;
  }

  private unload(): void {
    this.model?.dispose();
    this.model = null;
  }
}
