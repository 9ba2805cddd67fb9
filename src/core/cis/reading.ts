import type { Metric, Vector } from '../metrics/metric.ts';

export type ReadingId = 'contribution' | 'normalized' | 'gradient';

/** How the gradient tensor G `[h, w, K]` and the feature map A `[h, w, K]` reduce to one number per channel. */
export type ChannelReduction =
  /** `Σ_p A[p,k] G[p,k]` */
  | 'activation-times-gradient'
  /** `Σ_p G[p,k]` */
  | 'gradient';

/**
 * One reading of the channel-wise contribution importance score (CIS) of SFAM (arXiv 2506.01636). The
 * abstract fixes one weight per channel from the pair's similarity; the paper's exact expression could not
 * be read here, so semblance offers readings and names the one in use.
 */
export interface Reading {
  readonly id: ReadingId;
  readonly label: string;
  /** How the CIS is written under this metric, e.g. `CIS_k = x_k y_k / (|x| |y|)`. */
  formula(metric: Metric): string;
  readonly summary: string;
  /** Adds up exactly to `Metric.total` over the channels, where the explained vector is pooled from this layer. */
  readonly sumsToTotal: boolean;
  /** CIS from the two vectors pooled at the explained layer, `[K]`. */
  score(metric: Metric, x: Vector, y: Vector): Float64Array;
  /**
   * How the reading propagates from the embedding to an earlier layer by one vector-Jacobian product;
   * null where it is defined for the layer's own similarity only.
   */
  readonly propagation: {
    cotangent(metric: Metric, e: Vector, f: Vector): Float64Array;
    readonly reduction: ChannelReduction;
  } | null;
}
