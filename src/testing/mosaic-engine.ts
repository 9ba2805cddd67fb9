import type { PairEngine } from '../app/collection/measure-pair.ts';
import type { SetPicture } from '../app/collection/picture-set.ts';
import { AppError } from '../core/app-error.ts';
import { READINGS } from '../core/cis/index.ts';
import type { Extent } from '../core/extent.ts';
import { type Mask, Masker } from '../core/faithfulness/masker.ts';
import { METHODS } from '../core/methods/index.ts';
import { objectivesOf } from '../core/methods/objectives-of.ts';
import { METRICS } from '../core/metrics/index.ts';
import type { Direction } from '../engine/api.ts';
import type { EngineSession } from '../engine/client/engine-session.ts';
import type { ImageSource } from '../engine/client/image-source.ts';
import { partnersOf } from '../engine/partners-of.ts';
import { arraySide } from './array-side.ts';

/** Pictures of the toy network are this wide and high; its cells are half of it. */
export const MOSAIC_SIDE = 8;
export const MOSAIC_SIZE: Extent = [MOSAIC_SIDE, MOSAIC_SIDE];

/**
 * A whole network small enough to reason about: 8×8 pictures, 2×2 cells, three channels, A[p, k] the mean of
 * colour k in cell p, embedding their mean. The methods that run on it are the real ones.
 */
export class MosaicEngine implements PairEngine {
  /** Another model was opened: as in a session, every call rejects. */
  replaced = false;
  readonly embedded: number[] = [];
  readonly known = new Map<string, Uint8Array>();
  readonly cancelled = new Set<number>();
  /** Masks pictures where the real engine's workers do. */
  masker = new Masker();
  private lastJob = 0;

  newJob(): number {
    return ++this.lastJob;
  }

  async vectors(images: Parameters<PairEngine['vectors']>[0]): ReturnType<PairEngine['vectors']> {
    this.rejectIfReplaced();
    this.known.clear();
    for (const image of images) this.known.set(image.key, await image.pixels());
    const vectors = images.map(({ key }) => this.side(key).vectors);
    return { vectors, shape: [2, 2, 3], forwarded: images.length };
  }

  async map(request: Parameters<PairEngine['map']>[0]): ReturnType<PairEngine['map']> {
    this.rejectIfReplaced();
    // As the session does with an image that had to make room for others.
    const { image } = request;
    if (!this.known.has(image.key)) this.known.set(image.key, await image.pixels());
    const side = this.side(image.key);
    const { map, cis, unstable } = await METHODS[request.method].map(side, {
      objective: objectivesOf(METRICS[request.metric], request.against),
      reading: READINGS[request.reading],
      scope: request.scope,
      seed: request.seed,
      signal: { aborted: false, throwIfAborted: () => undefined },
      report: () => undefined,
    });
    const meanActivation = await side.weighted(new Float32Array(3).fill(1 / 3));
    const features = await side.features();
    const featureNorm = meanActivation.map((_, p) => Math.hypot(...features.subarray(3 * p, 3 * p + 3)));
    return {
      map,
      shape: [2, 2],
      cis: cis ?? null,
      unstable: unstable ?? 0,
      meanActivation,
      featureNorm,
      signed: features.some((value) => value < 0),
      propagations: 0,
      masked: 0,
      copies: 0,
      forwarded: 0,
    };
  }

  /** As `EngineSession.explain`. */
  async explain(
    images: Parameters<EngineSession['explain']>[0],
    directions: Parameters<EngineSession['explain']>[1],
    recipe: Parameters<EngineSession['explain']>[2],
  ): ReturnType<EngineSession['explain']> {
    const found = await this.vectors(images);
    const vectors = new Map(images.map(({ key }, i) => [key, found.vectors[i]!]));
    const map = (direction: Direction) => {
      const image = images.find(({ key }) => key === direction.of)!;
      return this.map({ ...recipe, image, against: partnersOf(direction, vectors) });
    };
    return { found, maps: await Promise.all(directions.map(map)) };
  }

  /** As `EngineSession.features`. */
  features({ key }: { readonly key: string }): Promise<Float32Array> {
    this.rejectIfReplaced();
    return this.side(key).features();
  }

  async embed(images: Uint8Array, count: number, _size: Extent, job: number): Promise<Float32Array[]> {
    this.rejectIfReplaced();
    if (this.cancelled.has(job)) throw new AppError('cancelled');
    this.embedded.push(count);
    return Promise.resolve(this.look(images));
  }

  async embedWithout(image: ImageSource, masks: readonly Mask[], job: number): Promise<Float32Array[]> {
    const { key, size } = image;
    if (!this.masker.has(key)) this.masker.add(key, await image.pixels(), size);
    return this.embed(this.masker.copies(key, masks), masks.length, size, job);
  }

  /** The embeddings of pictures, not counted. */
  look(images: Uint8Array): Float32Array[] {
    const each = MOSAIC_SIDE * MOSAIC_SIDE * 3;
    return Array.from(
      { length: images.length / each },
      (_, i) => arraySide(cells(images.subarray(i * each, (i + 1) * each)), [2, 2, 3]).vectors.embedding,
    );
  }

  cancel(job: number): Promise<void> {
    this.cancelled.add(job);
    return Promise.resolve();
  }

  private rejectIfReplaced(): void {
    if (this.replaced) throw new AppError('cancelled', 'the engine was closed');
  }

  private side(key: string) {
    return arraySide(cells(this.known.get(key)!), [2, 2, 3]);
  }
}

/** `[4, 3]`: the mean colour of each quadrant. */
function cells(pixels: Uint8Array): Float64Array {
  const out = new Float64Array(12);
  const half = MOSAIC_SIDE / 2;
  for (let y = 0; y < MOSAIC_SIDE; y++)
    for (let x = 0; x < MOSAIC_SIDE; x++)
      for (let c = 0; c < 3; c++) {
        const at = (Math.floor(y / half) * 2 + Math.floor(x / half)) * 3 + c;
        out[at]! += pixels[(y * MOSAIC_SIDE + x) * 3 + c]! / (half * half);
      }
  return out;
}

/** A picture whose four quadrants have these colours, with the bytes as its file. */
export function mosaic(
  id: string,
  colours: readonly (readonly [number, number, number])[],
  folder = '',
): SetPicture {
  const half = MOSAIC_SIDE / 2;
  const pixels = new Uint8Array(MOSAIC_SIDE * MOSAIC_SIDE * 3);
  for (let y = 0; y < MOSAIC_SIDE; y++)
    for (let x = 0; x < MOSAIC_SIDE; x++)
      pixels.set(colours[Math.floor(y / half) * 2 + Math.floor(x / half)]!, (y * MOSAIC_SIDE + x) * 3);
  return { id, name: `${id}.png`, folder, subject: id, blob: () => Promise.resolve(new Blob([pixels])) };
}
