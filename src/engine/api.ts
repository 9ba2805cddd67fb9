/** Types that cross the worker boundary. No code: both sides import this. */

import type { ReadingId } from '../core/cis/reading.ts';
import type { Carried } from '../core/classifier/class-methods.ts';
import type { Extent } from '../core/extent.ts';
import type { Mask } from '../core/faithfulness/masker.ts';
import type { MethodId } from '../core/methods/method.ts';
import type { VectorsPartner } from '../core/methods/objectives-of.ts';
import type { PointPair } from '../core/methods/point-pairs.ts';
import type { Scope, Vectors } from '../core/methods/side.ts';
import type { MetricId } from '../core/metrics/metric.ts';
import type { ModelCard } from '../core/models/model.ts';

export type BackendId = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** A prepared model's bytes, checked against its card, which travels with them. */
export interface ModelBytes {
  readonly card: ModelCard;
  /** The tfjs graph-model JSON, parsed. */
  readonly topology: object;
  readonly weights: ArrayBuffer;
}

export interface BackendInfo {
  readonly backend: BackendId;
  /** Words for the user: adapter, renderer, or why a slower one is in use. */
  readonly detail: string;
  /** True where the backend runs on the CPU although a GPU would be faster. */
  readonly slowFallback: boolean;
}

/** What the user is told of the engine that made a result. */
export interface OpenInfo extends BackendInfo {
  readonly modelSha256: string;
  readonly fromCache: boolean;
  /** Workers in use: 2 on wasm where there are cores for it (one image each), else 1. */
  readonly workers: number;
}

export type LoadProgress =
  | {
      readonly stage: 'download';
      readonly loaded: number;
      readonly total: number;
      readonly fromCache: boolean;
    }
  | { readonly stage: 'compile' };

/** The pixels the network sees. `key` identifies image content, size and fit: equal keys, equal pixels. */
export interface InputImage {
  readonly key: string;
  /** `[h, w, 3]` RGB bytes. Left out where the worker is thought to know the key. */
  readonly pixels?: Uint8Array;
  /** Pixels. */
  readonly size: Extent;
}

export interface VectorsReply {
  /** One per image asked for, in order. */
  readonly vectors: readonly Vectors[];
  /** `[h, w, K]` at the layer. */
  readonly shape: readonly [number, number, number];
  /** Images that went through the network for this request (0: all from cache). */
  readonly forwarded: number;
}

export interface MapRequest {
  readonly job: number;
  readonly image: string;
  readonly layer: string;
  /** What the image is explained against. */
  readonly against: readonly VectorsPartner[];
  readonly method: MethodId;
  readonly metric: MetricId;
  readonly reading: ReadingId;
  readonly scope: Scope;
  readonly seed: number;
  /** The mean over copies of the image (core/methods/smoothing.ts) instead of the map of the one. */
  readonly smooth?: boolean;
}

/** Tensors of one worker, or of all. */
export interface Held {
  readonly tensors: number;
  readonly bytes: number;
}

/** Where the network is active at an image and a layer, whatever the pair: the controls of spec.md. */
export interface Activity {
  /** `mean_k A[p,k]`, `[h, w]`. */
  readonly meanActivation: Float32Array;
  /** `|A_p|`, `[h, w]`: where activations are signed, their mean is no measure of activity. */
  readonly featureNorm: Float32Array;
  /** Is any activation of the layer below zero in this image? */
  readonly signed: boolean;
}

export interface MadeMap extends Activity {
  /** `[h, w]`, signed, unscaled. */
  readonly map: Float32Array;
  readonly shape: readonly [number, number];
  readonly cis: Float32Array | null;
  /** Entries of the gradient that a division by nearly nothing decides; 0 for methods that do not divide so. */
  readonly unstable: number;
  /** Gradient passes this map needed (0 where it was closed-form or cached). */
  readonly propagations: number;
  /** Masked images that went through the network for it. */
  readonly masked: number;
  /** Copies of the image that went through the network to smooth it. */
  readonly copies: number;
}

export interface MapReply extends MadeMap {
  /** What the worker holds after it. */
  readonly held: Held;
}

/** Somebody an image is explained against: images that come along, by key, or the vectors of one that does not. */
export type DirectionPartner = { readonly weight: number } & (
  | { readonly image: string }
  /** The mean of several images that come along. */
  | { readonly meanOf: readonly string[] }
  | { readonly vectors: Vectors }
);

/** One map to be made: of one image, against a weighted list of partners. */
export interface Direction {
  /** Key of an image that comes along. */
  readonly of: string;
  readonly against: readonly DirectionPartner[];
}

/** What the directions of one request have in common. */
export type Recipe = Omit<MapRequest, 'image' | 'against'>;

/** Some images, and directions among them, explained in one go. */
export interface ExplainReply {
  /** Of the images. */
  readonly vectors: VectorsReply;
  /** Of the directions. */
  readonly maps: readonly MadeMap[];
  /** As in {@link MapReply}. */
  readonly held: Held;
}

/** All pairs of points of two images, and those that stand out; values are `D[p,q]` of spec.md. */
export interface PairsReply {
  /** The sum of all pairs: the cosine of the pooled vectors. */
  readonly total: number;
  /** Largest first. */
  readonly strongest: readonly PointPair[];
  /** The same with every point in one pair at most. */
  readonly distinct: readonly PointPair[];
  /** Places that are each other's nearest by the cosine of their features. */
  readonly mutual: readonly PointPair[];
  /** Negative ones only, most negative first. */
  readonly opposed: readonly PointPair[];
}

/** How far a map moves when its feature map is moved by no more than rounding does. */
export interface StabilityReply {
  readonly trials: readonly {
    /** Relative size of the disturbance of every activation. */
    readonly disturbance: number;
    readonly seed: number;
    /** Of the disturbance: the same one both ways. */
    readonly sign: 1 | -1;
    /** `|map − map₀| / |map₀|`; null where the undisturbed map is zero. */
    readonly jump: number | null;
  }[];
}

/** Directions to be explained by a model that has forgotten some of what it learnt (randomized-network.ts). */
export interface RandomizedRequest extends Recipe {
  /** With their pixels: the copy of the model knows no image. */
  readonly images: readonly Required<InputImage>[];
  /** All partners come along: their vectors are other ones to this model. */
  readonly directions: readonly (Direction & {
    readonly against: readonly Exclude<DirectionPartner, { readonly vectors: Vectors }>[];
  })[];
  /** How many blocks, from the last one back, have their weights shuffled. */
  readonly blocks: number;
  readonly weightSeed: number;
}

export interface RandomizedReply {
  /** One per direction, `[h, w]`, signed, unscaled. */
  readonly maps: readonly Float32Array[];
  /** One per image. */
  readonly vectors: readonly Vectors[];
}

export interface EngineStats {
  /** Images through the network since the engine started, masked ones not counted. */
  readonly forwards: number;
  readonly masked: number;
  readonly propagations: number;
  readonly numTensors: number;
  readonly numBytes: number;
}

export type MapProgress = (fraction: number, partial: Float32Array | null) => void;

/** Something said of the embedding, carried back to a feature map. */
export interface CarriedReply {
  /** One a channel, `[K]`. */
  readonly weights: Float32Array;
  /** `Σ_k weights_k A[p,k]`, `[h, w]`. */
  readonly map: Float32Array;
  readonly shape: readonly [number, number];
}

/** What the worker offers. Every rejection is an {@link AppError}. */
export interface EngineApi {
  /**
   * Chooses and starts a backend; null: the best there is. A second call with another one disposes all models.
   * @param trying told each backend that is about to be started.
   */
  start(backend: BackendId | null, trying: ((backend: BackendId) => void) | null): Promise<BackendInfo>;
  /** Loads a model on the running backend; the one before it is disposed. */
  load(bytes: ModelBytes): Promise<void>;
  /** Runs the network at this size on blank images while the user is still choosing. */
  warmUp(size: Extent, images: number): Promise<void>;
  /**
   * Forward pass for the images not cached, all of them in one batch; pooled vectors at `layer`.
   * This and all calls below that name an image reject with `evicted`, having done nothing, when its feature
   * maps are not there: the worker makes room for newer images. Send its pixels with `vectors`, and ask again.
   */
  vectors(images: readonly InputImage[], layer: string): Promise<VectorsReply>;
  map(request: MapRequest, progress: MapProgress | null): Promise<MapReply>;
  /** `vectors` of some images, and maps of directions among them. */
  explain(
    images: readonly InputImage[],
    directions: readonly Direction[],
    recipe: Recipe,
  ): Promise<ExplainReply>;
  /** Evidence in `image` for a point of the other image: `Σ_k weights_k A[p,k]`, `[h, w]`. */
  weighted(image: string, layer: string, weights: Float32Array): Promise<Float32Array>;
  /**
   * `ofEmbedding`, `[E]`, carried back to the layer: as a gradient, summed over places, or as relevance, their mean.
   * Where the network normalises its embedding, a gradient is that of the vector before.
   * @throws AppError `no-relevance`
   */
  carried(image: string, layer: string, ofEmbedding: Float32Array, how: Carried): Promise<CarriedReply>;
  /** The feature vector at a position, `[K]`. */
  at(image: string, layer: string, position: number): Promise<Float32Array>;
  /** The whole feature map, `[N, K]`. @throws AppError where N exceeds {@link PAIRED_CELLS}. */
  features(image: string, layer: string): Promise<Float32Array>;
  /** The pairs of points of `image` and another one's `features` at the layer that stand out, `count` each. */
  pairs(image: string, layer: string, features: Float32Array, count: number): Promise<PairsReply>;
  /** Makes the map of `request` again from minutely disturbed feature maps (spec.md, Kinks). */
  stability(request: MapRequest): Promise<StabilityReply>;
  /**
   * Embeddings of pictures made on the spot (masked, blurred, painted over), `[count, h, w, 3]` RGB bytes →
   * `count` of `[E]`; in chunks, nothing cached, counted as `masked`. Bytes are enough for a blurred picture: what
   * rounding it changes is less than what saving it would. `layer`: vectors pooled there instead, `[K]`.
   */
  embed(
    images: Uint8Array,
    count: number,
    size: Extent,
    job: number,
    layer?: string,
  ): Promise<Float32Array[]>;
  /**
   * Embeddings of copies of one picture that masks take parts away from, made here: neither picture nor copies travel.
   * As `embed` in all else. @throws AppError `evicted` where the picture came without pixels and is not at hand.
   */
  embedWithout(
    image: InputImage,
    masks: readonly Mask[],
    job: number,
    layer?: string,
  ): Promise<Float32Array[]>;
  /** Maps from a copy of the model whose last blocks have shuffled weights; the model stays. */
  randomized(request: RandomizedRequest): Promise<RandomizedReply>;
  /** Co-operative: a running perturbation method, or `embed`, stops before its next batch. */
  cancel(job: number): Promise<void>;
  stats(): Promise<EngineStats>;
}
