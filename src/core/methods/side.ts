/** Which similarity is explained: the final embeddings', or that of the vectors pooled at this layer. */
export type Scope = 'final' | 'layer';

/** The pooled numbers of one image, all that the other image's map needs of it. */
export interface Vectors {
  /** `x`: mean over positions of the feature map at the chosen layer, `[K]`. */
  readonly pooled: Float32Array;
  /** `e`: the model's embedding, `[E]`; of length 1 where the network ends with an L2 normalisation. */
  readonly embedding: Float32Array;
  /** `|u|` of the vector u before a final L2 normalisation, `e = u / |u|`; left out where there is none. */
  readonly norm?: number;
}

/** What is summed, once the gradient `G[p,k] = Σ_i c_i ∂v_i/∂A[p,k]` of the explained vector v is known. */
export type GradientReduction =
  /** `Σ_p G[p,k]` → `[K]` */
  | 'channel-gradient'
  /** `Σ_p A[p,k] G[p,k]` → `[K]` */
  | 'channel-activation-gradient'
  /** `Σ_k A[p,k] G[p,k]` → `[h*w]` */
  | 'position-activation-gradient'
  /** `Σ_k A[p,k] max(G[p,k], 0)` → `[h*w]` */
  | 'position-activation-positive-gradient'
  /** G itself → `[h*w*K]` */
  | 'whole';

/**
 * One image at one layer, wherever its numbers live (on the GPU, in WebAssembly, or in a test's array).
 * Methods are written against this and never see a tensor. All calls may reject with an `Error`.
 */
export interface Side {
  /** `[h, w, K]` of the feature map A at the chosen layer. */
  readonly shape: readonly [number, number, number];
  readonly vectors: Vectors;
  /** `Σ_k w_k A[p,k]` → `[h*w]`, row-major. */
  weighted(weights: Float32Array): Promise<Float32Array>;
  /** The feature vector `A[p,·]` of position p = row·w + column → `[K]`. */
  at(position: number): Promise<Float32Array>;
  /** A, `[h*w, K]`. */
  features(): Promise<Float32Array>;
  /**
   * The vector-Jacobian product of the explained vector with `cotangent`, reduced. In scope `final` the
   * explained vector is the embedding, before a final normalisation (cotangent.ts); in scope `layer` the vector pooled here, where G = c/N everywhere.
   */
  propagate(scope: Scope, cotangent: Float32Array, reduction: GradientReduction): Promise<Float32Array>;
  /**
   * Relevance carried from the embedding to this layer, `Relevance-CAM` of docs/spec.md, and averaged over positions
   * → `[K]`.
   * @param ofEmbedding the relevance of each entry of the embedding, `[E]`.
   * @throws AppError `no-relevance` where an operator in between has no rule; its message names it.
   */
  relevance(ofEmbedding: Float32Array): Promise<Float32Array>;
  /**
   * The smaller Gram matrix of the feature map centred over positions, for principal components:
   * `[K, K]` (`over: 'channels'`) or `[h*w, h*w]` (`over: 'positions'`), whichever is smaller.
   */
  gram(): Promise<{
    readonly over: 'channels' | 'positions';
    readonly size: number;
    readonly data: Float32Array;
  }>;
  /**
   * Embeddings of masked copies of this image, batched: pixel ← mask·pixel + (1 − mask)·mean colour.
   * `masks` is `[count, H, W]` in [0, 1] on a coarse grid, upsampled bilinearly (half-pixel centres, edges
   * held) to the network's input. → `count` embeddings, `[E]` each.
   */
  embedMasked(masks: Float32Array, count: number, height: number, width: number): Promise<Float32Array[]>;
}
