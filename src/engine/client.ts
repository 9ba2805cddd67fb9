import * as Comlink from 'comlink';
import type { ModelCard } from '../core/models/model.ts';
import { dealChunks } from './deal-chunks.ts';
import { EMBED_CHUNK } from './embed-chunk.ts';
import type { Lane } from './lane.ts';
import { LanePool } from './lane-pool.ts';
import { openLanes } from './open-lanes.ts';
import type {
  BackendId,
  EngineStats,
  Held,
  LoadProgress,
  MapProgress,
  MapReply,
  MapRequest,
  OpenInfo,
  PairsReply,
  RandomizedReply,
  RandomizedRequest,
  StabilityReply,
  VectorsReply,
} from './protocol.ts';

/** An image whose pixels are made only when a worker asks for them. */
export interface ImageSource {
  readonly key: string;
  readonly size: number;
  pixels(): Promise<Uint8Array>;
}

interface Opened {
  readonly key: string;
  readonly info: Promise<OpenInfo>;
  ready: boolean;
}

/**
 * The main thread's side of the engine: one worker, or two on the wasm backend where there are cores for it (each
 * image in its own). Opening is idempotent; a crash rejects what is pending, and the next call starts afresh.
 */
export class EngineClient {
  private readonly spawn: () => Worker;
  private readonly cores: number;
  private readonly pool = new LanePool();
  private opened: Opened | null = null;
  private loading: AbortController | null = null;
  private lastJob = 0;
  /** Changes whenever another model or backend is opened: work that spans many calls stops when it does. */
  session = 0;

  constructor(spawn: () => Worker, cores: number) {
    this.spawn = spawn;
    this.cores = cores;
  }

  /** @throws Fault of the backend or of the model's files; the next call tries again from the start. */
  open(
    card: ModelCard,
    backend: BackendId | null,
    base: string,
    progress: (p: LoadProgress) => void,
  ): Promise<OpenInfo> {
    const key = `${card.weights.sha256}\n${backend ?? 'auto'}`;
    if (this.opened?.key === key && this.pool.allAlive) return this.opened.info;
    // A model outlives no change of backend, and a dead worker none of its memory: start from nothing.
    this.close();
    this.session += 1;
    const loading = new AbortController();
    this.loading = loading;
    const { spawn, cores } = this;
    const { signal } = loading;
    const info = openLanes(this.pool, { card, backend, base, progress, signal, spawn, cores });
    const opened: Opened = { key, info, ready: false };
    this.opened = opened;
    info.then(
      () => {
        opened.ready = true;
      },
      () => {
        if (this.opened === opened) this.opened = null;
      },
    );
    return info;
  }

  /** Whether a model is loaded; until then there is time to prepare what it will be given. */
  get ready(): boolean {
    return this.opened?.ready ?? false;
  }

  /** One pass over blank images in every worker: the first real ones then find everything compiled. */
  async warmUp(size: number): Promise<void> {
    const lanes = this.pool.open;
    const images = lanes.length > 1 ? 1 : 2;
    await Promise.all(lanes.map((lane) => lane.call((api) => api.warmUp(size, images))));
  }

  async vectors(images: readonly ImageSource[], layer: string): Promise<VectorsReply> {
    const fresh = new Set(images.map((image) => image.key).filter((key) => !this.pool.knows(key)));
    const groups = new Map<Lane, ImageSource[]>();
    const keys = images.map(({ key }) => key);
    for (const image of images) {
      const lane = this.pool.place(image.key, keys);
      groups.set(lane, [...(groups.get(lane) ?? []), image]);
    }
    const replies = new Map<string, { reply: VectorsReply; index: number }>();
    let forwarded = 0;
    await Promise.all(
      [...groups].map(async ([lane, group]) => {
        const ask = async (needed: ReadonlySet<string>): Promise<VectorsReply> => {
          const inputs = await Promise.all(
            group.map(async (image) =>
              needed.has(image.key)
                ? { key: image.key, size: image.size, pixels: await image.pixels() }
                : { key: image.key, size: image.size },
            ),
          );
          return lane.call((api) => api.vectors(inputs, layer));
        };
        const first = await ask(fresh);
        // The worker may have made room for other images since.
        const reply = first.missing ? await ask(new Set([...fresh, ...first.missing])) : first;
        forwarded += reply.forwarded;
        for (const [index, image] of group.entries()) replies.set(image.key, { reply, index });
      }),
    );
    const found = images.map((image) => replies.get(image.key)!);
    return {
      vectors: found.map(({ reply, index }) => reply.vectors[index]!),
      shape: found[0]!.reply.shape,
      forwarded,
    };
  }

  async map(request: MapRequest, progress: MapProgress | null): Promise<MapReply> {
    const lane = this.pool.home(request.image);
    const reply = await lane.call((api) => api.map(request, progress ? Comlink.proxy(progress) : null));
    lane.held = reply.held;
    return reply;
  }

  /** What the workers held after their last maps. */
  get held(): Held {
    return this.pool.held;
  }

  weighted(image: string, layer: string, weights: Float32Array): Promise<Float32Array> {
    return this.pool.home(image).call((api) => api.weighted(image, layer, weights));
  }

  at(image: string, layer: string, position: number): Promise<Float32Array> {
    return this.pool.home(image).call((api) => api.at(image, layer, position));
  }

  features(image: string, layer: string): Promise<Float32Array> {
    return this.pool.home(image).call((api) => api.features(image, layer));
  }

  /** The pairs of points of image `a` and image `b` that stand out, `count` of each kind. */
  async pairs(a: string, b: string, layer: string, count: number): Promise<PairsReply> {
    const features = await this.features(b, layer);
    return this.pool.home(a).call((api) => api.pairs(a, layer, features, count));
  }

  stability(request: MapRequest): Promise<StabilityReply> {
    return this.pool.home(request.image).call((api) => api.stability(request));
  }

  /** A number for a piece of work that can be cancelled; no two alike, so that nobody cancels another's. */
  newJob(): number {
    return ++this.lastJob;
  }

  /**
   * Embeddings of pictures made on the spot (masked, blurred, painted over), by whichever workers are free.
   * @param images `[count, size, size, 3]` RGB bytes; not kept, not changed.
   * @param layer vectors pooled there instead of the embeddings.
   * @throws Fault; `cancelled` once `cancel(job)` was called, or when no engine is open.
   */
  async embed(
    images: Uint8Array,
    count: number,
    size: number,
    job: number,
    layer?: string,
  ): Promise<Float32Array[]> {
    const lanes = this.pool.open;
    const each = size * size * 3;
    return dealChunks(count, EMBED_CHUNK, lanes.length, (lane, from, till) => {
      const part = images.slice(from * each, till * each);
      return lanes[lane]!.call((api) =>
        api.embed(Comlink.transfer(part, [part.buffer]), till - from, size, job, layer),
      );
    });
  }

  /**
   * Explains a pair with ever more of the model's blocks randomised (on copies), by whichever workers are free.
   * @param stages numbers of blocks. @param found called for each stage as it is done, in any order.
   */
  async randomized(
    request: Omit<RandomizedRequest, 'blocks'>,
    stages: readonly number[],
    found: (stage: number, reply: RandomizedReply) => void,
  ): Promise<void> {
    const lanes = this.pool.open;
    await dealChunks(stages.length, 1, lanes.length, async (lane, index) => {
      const blocks = stages[index]!;
      found(index, await lanes[lane]!.call((api) => api.randomized({ ...request, blocks })));
      return [null];
    });
  }

  async cancel(job: number): Promise<void> {
    await Promise.all(this.pool.alive.map((lane) => lane.call((api) => api.cancel(job))));
  }

  /** Summed over the workers. */
  async stats(): Promise<EngineStats> {
    const all = await Promise.all(this.pool.open.map((lane) => lane.call((api) => api.stats())));
    const sum = { forwards: 0, masked: 0, propagations: 0, numTensors: 0, numBytes: 0 };
    for (const one of all)
      for (const name of Object.keys(sum) as (keyof EngineStats)[]) sum[name] += one[name];
    return sum;
  }

  /** Ends all workers; what waits is rejected as cancelled. The next call to `open` starts new ones. */
  close(): void {
    this.loading?.abort();
    this.pool.close();
    this.opened = null;
  }
}
