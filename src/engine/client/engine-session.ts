import * as Comlink from 'comlink';
import type { Carried } from '../../core/classifier/class-methods.ts';
import { areaOf, type Extent } from '../../core/extent.ts';
import type { Mask } from '../../core/faithfulness/masker.ts';
import type {
  CarriedReply,
  Direction,
  EngineApi,
  EngineStats,
  Held,
  MadeMap,
  MapProgress,
  MapRequest,
  OpenInfo,
  PairsReply,
  RandomizedReply,
  RandomizedRequest,
  Recipe,
  StabilityReply,
  VectorsReply,
} from '../api.ts';
import { EMBED_CHUNK } from '../embed-chunk.ts';
import { partnersOf } from '../partners-of.ts';
import { dealChunks } from './deal-chunks.ts';
import type { EngineWorker } from './engine-worker.ts';
import { findVectors } from './find-vectors.ts';
import { givePictures, orRefilled } from './give-pictures.ts';
import type { ImageSource } from './image-source.ts';
import { KnownVectors } from './known-vectors.ts';
import type { WorkerPool } from './worker-pool.ts';

/** A {@link MapRequest} that says how to get the image's pixels. */
export type SourcedMapRequest = Omit<MapRequest, 'image'> & { readonly image: ImageSource };

export interface SessionMap extends MadeMap {
  /** Images that had to go through the network once more for it. */
  readonly forwarded: number;
}

/** Some images, and maps of directions among them. */
export interface SessionReply {
  readonly found: VectorsReply;
  readonly maps: readonly SessionMap[];
}

/**
 * A model that is open on a backend, in one worker or in several. Once another one is opened every call rejects
 * with `cancelled`, so that no piece of work goes on with another network than it began with.
 *
 * A worker keeps the feature maps of the images it was asked for last; what it has dropped since is given to it
 * again, unnoticed but for the time of a forward pass.
 */
export class EngineSession {
  readonly info: OpenInfo;
  /** See `EngineClient.newJob`. */
  readonly newJob: () => number;
  private readonly pool: WorkerPool;
  private readonly known = new KnownVectors();

  constructor(info: OpenInfo, pool: WorkerPool, newJob: () => number) {
    this.info = info;
    this.pool = pool;
    this.newJob = newJob;
  }

  /** One pass over blank images in every worker: the first real ones then find everything compiled. */
  async warmUp(size: Extent): Promise<void> {
    const workers = this.pool.open;
    const images = workers.length > 1 ? 1 : 2;
    await Promise.all(workers.map((worker) => worker.call((api) => api.warmUp(size, images))));
  }

  /** Asks no worker for what was found before: then a change of metric, method or scope is one round trip. */
  async vectors(images: readonly ImageSource[], layer: string): Promise<VectorsReply> {
    const known = this.recall(images, layer);
    if (known) return known;
    const found = await findVectors(this.pool, images, layer);
    this.known.remember(images, layer, found);
    return found;
  }

  /**
   * Vectors of images, and maps of directions among them: in one message where one worker is given all of the images,
   * else in two turns, since each worker needs vectors that another one found.
   * @param images those of the directions, and of their partners that come without vectors.
   * @param progress for each direction; null for a method that reports none.
   */
  async explain(
    images: readonly ImageSource[],
    directions: readonly Direction[],
    recipe: Recipe,
    progress: ((direction: number, shape: VectorsReply['shape']) => MapProgress) | null,
  ): Promise<SessionReply> {
    const { layer } = recipe;
    const keys = images.map(({ key }) => key);
    const workers = new Set(keys.map((key) => this.pool.place(key, keys)));
    const [worker] = workers;
    if (worker && workers.size === 1 && !progress && !this.recall(images, layer)) {
      const reply = await givePictures(worker, images, (api, inputs) =>
        api.explain(inputs, directions, recipe),
      );
      this.known.remember(images, layer, reply.vectors);
      worker.note(reply.held);
      return { found: reply.vectors, maps: reply.maps.map((map) => ({ ...map, forwarded: 0 })) };
    }
    const found = await this.vectors(images, layer);
    const byKey = new Map(keys.map((key, i) => [key, found.vectors[i]!]));
    const maps = directions.map((direction, index) =>
      this.map(
        {
          ...recipe,
          image: images.find(({ key }) => key === direction.of)!,
          against: partnersOf(direction, byKey),
        },
        progress?.(index, found.shape) ?? null,
      ),
    );
    return { found, maps: await Promise.all(maps) };
  }

  async map(request: SourcedMapRequest, progress: MapProgress | null): Promise<SessionMap> {
    const { image, layer } = request;
    let forwarded = 0;
    const reply = await this.on(
      image,
      layer,
      async (api, worker) => {
        const made = await api.map(
          { ...request, image: image.key },
          progress ? Comlink.proxy(progress) : null,
        );
        worker.note(made.held);
        return made;
      },
      (images) => {
        forwarded = images;
      },
    );
    return { ...reply, forwarded };
  }

  /** What the workers held when they last rested after a map. */
  get held(): Held {
    return this.pool.held;
  }

  weighted(image: ImageSource, layer: string, weights: Float32Array): Promise<Float32Array> {
    return this.on(image, layer, (api) => api.weighted(image.key, layer, weights));
  }

  /** What is said of an image's embedding, `[E]`, carried back to a layer. @throws AppError `no-relevance` */
  carried(image: ImageSource, layer: string, ofEmbedding: Float32Array, how: Carried): Promise<CarriedReply> {
    return this.on(image, layer, (api) => api.carried(image.key, layer, ofEmbedding, how));
  }

  at(image: ImageSource, layer: string, position: number): Promise<Float32Array> {
    return this.on(image, layer, (api) => api.at(image.key, layer, position));
  }

  /** See {@link EngineApi.features}. */
  features(image: ImageSource, layer: string): Promise<Float32Array> {
    return this.on(image, layer, (api) => api.features(image.key, layer));
  }

  /** The pairs of points of image `a` and image `b` that stand out, `count` of each kind. */
  async pairs(a: ImageSource, b: ImageSource, layer: string, count: number): Promise<PairsReply> {
    const features = await this.features(b, layer);
    return this.on(a, layer, (api) => api.pairs(a.key, layer, features, count));
  }

  stability(request: SourcedMapRequest): Promise<StabilityReply> {
    const { image, layer } = request;
    return this.on(image, layer, (api) => api.stability({ ...request, image: image.key }));
  }

  /**
   * Embeddings of pictures made on the spot (masked, blurred, painted over), by whichever workers are free.
   * @param images `[count, h, w, 3]` RGB bytes; not kept, not changed.
   * @param layer vectors pooled there instead of the embeddings.
   * @throws AppError; `cancelled` once `cancel(job)` was called.
   */
  async embed(
    images: Uint8Array,
    count: number,
    size: Extent,
    job: number,
    layer?: string,
  ): Promise<Float32Array[]> {
    const workers = this.pool.open;
    const each = areaOf(size) * 3;
    return dealChunks(count, EMBED_CHUNK, workers.length, (worker, from, till) => {
      const part = images.slice(from * each, till * each);
      return workers[worker]!.call((api) =>
        api.embed(Comlink.transfer(part, [part.buffer]), till - from, size, job, layer),
      );
    });
  }

  /**
   * Embeddings of copies of a picture that masks take parts away from, made by whichever workers are free: once a worker
   * has the picture, only maps and vectors travel.
   * @throws as `embed`
   */
  async embedWithout(
    image: ImageSource,
    masks: readonly Mask[],
    job: number,
    layer?: string,
  ): Promise<Float32Array[]> {
    const workers = this.pool.open;
    return dealChunks(masks.length, EMBED_CHUNK, workers.length, (which, from, till) => {
      const worker = workers[which]!;
      return givePictures(
        worker,
        [image],
        (api, [input]) => api.embedWithout(input!, masks.slice(from, till), job, layer),
        worker.masked,
      );
    });
  }

  /**
   * Explains directions with ever more of the model's blocks randomised (on copies), by whichever workers are free.
   * @param stages numbers of blocks. @param found called for each stage as it is done, in any order.
   */
  async randomized(
    request: Omit<RandomizedRequest, 'blocks'>,
    stages: readonly number[],
    found: (stage: number, reply: RandomizedReply) => void,
  ): Promise<void> {
    const workers = this.pool.open;
    await dealChunks(stages.length, 1, workers.length, async (worker, index) => {
      const blocks = stages[index]!;
      found(index, await workers[worker]!.call((api) => api.randomized({ ...request, blocks })));
      return [null];
    });
  }

  /** Co-operative: what runs under this number stops before its next batch. */
  async cancel(job: number): Promise<void> {
    await Promise.all(this.pool.alive.map((worker) => worker.call((api) => api.cancel(job))));
  }

  /** Summed over the workers. */
  async stats(): Promise<EngineStats> {
    const all = await Promise.all(this.pool.open.map((worker) => worker.call((api) => api.stats())));
    const sum = { forwards: 0, masked: 0, propagations: 0, numTensors: 0, numBytes: 0 };
    for (const one of all)
      for (const name of Object.keys(sum) as (keyof EngineStats)[]) sum[name] += one[name];
    return sum;
  }

  private recall(images: readonly ImageSource[], layer: string): VectorsReply | null {
    return this.pool.open.every((worker) => worker.alive) ? this.known.recall(images, layer) : null;
  }

  /** Asks the worker that holds the image. */
  private async on<T>(
    image: ImageSource,
    layer: string,
    call: (api: Comlink.Remote<EngineApi>, worker: EngineWorker) => Promise<T>,
    refilled: (forwarded: number) => void = () => undefined,
  ): Promise<T> {
    const worker = this.pool.place(image.key, []);
    const ask = () => worker.call((api) => call(api, worker));
    return orRefilled(ask, async () => {
      worker.given.delete(image.key);
      const again = await givePictures(worker, [image], (api, inputs) => api.vectors(inputs, layer));
      refilled(again.forwarded);
      return ask();
    });
  }
}
