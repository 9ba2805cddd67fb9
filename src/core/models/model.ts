export type ModelId = 'objects' | 'faces';

/** One selectable layer: a node that every path from the image to the embedding passes, one per block. */
export interface LayerCard {
  /** The graph node's name; preparation keeps it. */
  readonly node: string;
  /** Short human name, e.g. `block 9`. */
  readonly label: string;
  /** Input pixels per cell: the map is `ceil(size / stride)` cells high and wide. */
  readonly stride: number;
  /** K. */
  readonly channels: number;
}

export interface FileCard {
  /** Relative to the model's folder. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** What scripts/prepare-models.mjs records of a model it prepared (`<id>.card.json`, committed). */
export interface ModelCard {
  readonly id: ModelId;
  readonly label: string;
  readonly summary: string;
  readonly input: {
    readonly node: string;
    readonly channels: 'RGB';
    readonly range: readonly [0, 255];
    /** Square input sizes offered, in pixels. */
    readonly sizes: readonly number[];
    readonly defaultSize: number;
  };
  /** The embedding is the mean over positions of this node's feature map. */
  readonly embedding: { readonly node: string; readonly pooling: 'mean'; readonly channels: number };
  /** Ordered input → output; the last is the embedding's node. */
  readonly layers: readonly LayerCard[];
  readonly topology: FileCard;
  readonly weights: FileCard;
  readonly source: {
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
  };
}
