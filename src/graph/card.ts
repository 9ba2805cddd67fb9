/** One feature map that can be explained. Positions are input pixels, [y, x]. */
export interface LayerCard {
  /** The graph node whose value is the feature map, `[n, h, w, K]`. */
  readonly node: string;
  /** What the file calls it. */
  readonly name: string;
  readonly label: string;
  /** K. */
  readonly channels: number;
  /** [h, w] at the card's input size. */
  readonly cells: readonly [number, number];
  /** Centre of cell (0, 0), by receptive-field arithmetic. */
  readonly start: readonly [number, number];
  /** Distance between the centres of neighbouring cells. */
  readonly step: readonly [number, number];
  /** A block's output: offered without "Every layer". */
  readonly block: boolean;
  /** The mean over positions of this map is the embedding, before any L2 normalisation. */
  readonly embedding: boolean;
  /** Tokens beside the map, such as a class token, which go past it. */
  readonly extraTokens?: number;
  /** The embedding does not depend on this map: the class token has left it. Every propagated map is zero here. */
  readonly unread?: boolean;
}

export type PreprocessingId =
  | 'imagenet'
  | 'minus-one-one'
  | 'zero-one'
  | 'bytes'
  | 'clip'
  | 'in-graph'
  | 'custom';

/** `(pixel / 255 - mean) / std`, per channel in the network's own order. */
export interface Preprocessing {
  readonly id: PreprocessingId;
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

export type ChannelOrder = 'RGB' | 'BGR';

export type HeadKind =
  | 'pooled'
  | 'affine'
  | 'class-token'
  | 'token-mean'
  | 'generalised-mean'
  | 'max-pooled'
  | 'gated'
  | 'other';

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
