import type { Extent } from '../core/extent.ts';
import type {
  Preprocessing as AnyPreprocessing,
  ChannelOrder,
  HeadKind,
  LayerCard as Layer,
} from '../core/models/model.ts';

export type { ChannelOrder, HeadKind, PreprocessingId } from '../core/models/model.ts';

/** A layer's card as the page has it, for the one size that the network was prepared for, and what reading it found. */
export interface LayerCard extends Layer {
  readonly cells: Extent;
  /** Tokens beside the map, such as a class token, which go past it. */
  readonly extraTokens?: number;
  /** The embedding does not depend on this map: the class token has left it. Every propagated map is zero here. */
  readonly unread?: boolean;
}

type Triple = readonly [number, number, number];

export interface Preprocessing extends AnyPreprocessing {
  readonly mean: Triple;
  readonly std: Triple;
}

export interface HeadCard {
  readonly kind: HeadKind;
  /** Plain sentences. */
  readonly words: string;
}

/** The last matrix of a classifier, for class activation maps. `weights` is `[classes, E]`, row-major. */
export interface ClassifierCard {
  readonly classes: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface NetworkCard {
  readonly id: `own:${string}`;
  readonly label: string;
  readonly summary: string;
  readonly origin: 'own';
  readonly input: {
    readonly node: string;
    readonly height: number;
    readonly width: number;
    /** Other sizes are possible; the network is then prepared anew. */
    readonly free: boolean;
    readonly preprocessing: Preprocessing;
    readonly channelOrder: ChannelOrder;
  };
  readonly embedding: {
    /** `[n, E]` */
    readonly node: string;
    readonly name: string;
    /** E. */
    readonly channels: number;
    /** A final L2 normalisation was cut off: the graph ends at the vector before it. */
    readonly l2: boolean;
  };
  readonly head: HeadCard;
  readonly layers: readonly LayerCard[];
  /** Name of a layer. */
  readonly defaultLayer: string;
  readonly batch: 'any' | 'one';
  readonly classifier?: ClassifierCard;
  /** Of all files, preprocessing and embedding together. */
  readonly sha256: string;
}
