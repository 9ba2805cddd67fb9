import type { Extent } from '../extent.ts';
import type { MetricId } from '../metrics/metric.ts';
import type { FitId } from '../resize/fit.ts';

/** Networks that ship with the page. */
export type BuiltInId = 'objects' | 'faces' | 'faces-dlib';
/** A network that was dropped into the page: the first 12 hexadecimal digits of its file's sha-256. */
export type OwnId = `own:${string}`;
export type ModelId = BuiltInId | OwnId;

/** One selectable layer: a graph value that is a feature map `[n, h, w, K]`. */
export interface LayerCard {
  /** The graph node. Built-in networks keep the published names. */
  readonly node: string;
  /** What the layer is called in links, exports and selectors: the ONNX value; for built-in networks the node. */
  readonly name: string;
  /** Short human name, e.g. `block 9`. */
  readonly label: string;
  /** K. */
  readonly channels: number;
  /** Cells of the map, for a network with one input size; else they follow from `step` (layer-shape.ts). */
  readonly cells?: Extent;
  /** Centre of the receptive field of cell (0, 0), `[y, x]`, input pixels; the centre of the first pixel is 0.5. */
  readonly start: readonly [number, number];
  /** From one cell's centre to the next one's, `[y, x]`, input pixels. */
  readonly step: readonly [number, number];
  /** Ends a block: offered without “Every layer”. */
  readonly block: boolean;
  /** The embedding, before any L2 normalisation, is the mean over positions of this very map. */
  readonly embedding: boolean;
}

export interface FileCard {
  /** Relative to the model's folder. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export type ChannelOrder = 'RGB' | 'BGR';

/** Ways to turn bytes into what a network was trained on; `in-graph`: its graph does it, and takes bytes. */
export type PreprocessingId =
  | 'imagenet'
  | 'minus-one-one'
  | 'zero-one'
  | 'bytes'
  | 'clip'
  | 'in-graph'
  | 'custom';

/** `x = (byte / 255 − mean) / std`, a channel; both in the network's channel order. */
export interface Preprocessing {
  readonly id: PreprocessingId;
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** What stands between the last feature map and the embedding. */
export type HeadKind =
  /** The embedding is the mean over positions of a feature map. */
  | 'pooled'
  /** Everything after the last map is affine and was folded: one channel per embedding dimension. */
  | 'affine'
  /** Below all others maps are propagated, and their parts need not add up. */
  | 'class-token'
  | 'token-mean'
  | 'generalised-mean'
  | 'max-pooled'
  | 'gated'
  | 'other';

/** All that is known of a network, and everything that the page says of it. */
export interface ModelCard {
  readonly id: ModelId;
  readonly label: string;
  readonly summary: string;
  readonly origin: 'built-in' | 'own';
  readonly input: {
    readonly node: string;
    /** Offered sizes; a network prepared for one has that alone. */
    readonly sizes: readonly Extent[];
    readonly defaultSize: Extent;
    readonly preprocessing: Preprocessing;
    readonly channelOrder: ChannelOrder;
    readonly fit: FitId;
  };
  readonly embedding: {
    /** The graph node of the vectors `[n, E]`; where the graph has none, the mean of the embedding layer. */
    readonly node: string;
    /** The ONNX value; for built-in networks the node. */
    readonly name: string;
    /** E. */
    readonly channels: number;
    /** The network's embedding is that vector divided by its length. */
    readonly l2: boolean;
  };
  readonly head: { readonly kind: HeadKind; readonly words: string };
  /** Where the network's author draws the line between same and different, of the embeddings' Euclidean distance. */
  readonly same?: {
    /** What the network was trained for: chosen with it. */
    readonly metric: MetricId;
    readonly below: number;
    /** What lies below is of, e.g. `one person`. */
    readonly words: string;
    /** Who says so. */
    readonly by: string;
    /** What it takes for granted, at the end of a sentence. */
    readonly given: string;
  };
  /** Ordered input → output. */
  readonly layers: readonly LayerCard[];
  /** Node of the layer shown first. */
  readonly defaultLayer: string;
  /** `one`: the batch is baked into the graph, which takes one image at a time. */
  readonly batch: 'any' | 'one';
  /** Identity of the network in results and exports, lower-case hexadecimal: own networks' over all their files. */
  readonly sha256: string;
  /** Where a built-in network's prepared files are. */
  readonly files?: { readonly topology: FileCard; readonly weights: FileCard };
  readonly source: NetworkSource;
}

/** Where a network comes from. */
export type NetworkSource =
  | {
      readonly kind: 'package';
      readonly package: string;
      readonly version: string;
      readonly file: string;
      readonly licence: string;
      readonly architecture: string;
      readonly trainedOn: string;
      /** Bytes of the published graph and weights, before preparation. */
      readonly publishedBytes: number;
      /** Graph nodes before and after (constants not counted). */
      readonly nodes: { readonly before: number; readonly after: number };
    }
  | {
      readonly kind: 'file';
      /** The file's name, as dropped. */
      readonly file: string;
      /** Of that file alone: what a link and the option show the first digits of. */
      readonly fileSha256: string;
      readonly bytes: number;
      readonly opset: number | null;
      readonly parameters: number;
      readonly multiplyAdds: number;
    };

/** A card of a network that ships. */
export type BuiltInCard = ModelCard & {
  readonly id: BuiltInId;
  readonly files: NonNullable<ModelCard['files']>;
  readonly source: Extract<NetworkSource, { readonly kind: 'package' }>;
};
