import type { Means } from '../meanings.ts';
import type { Metric, Vector } from '../metrics/metric.ts';
import type { Objective } from '../objective/objective.ts';
import type { ThroughNorm } from '../objective/through-norm.ts';
import type { READINGS } from './index.ts';

export type ReadingId = keyof typeof READINGS;

/** How a cotangent c (or the gradient G `[h, w, K]` it becomes below) and the features reduce to one number per channel. */
export type ChannelReduction =
  /** `x_k c_k`, or `Σ_p A[p,k] G[p,k]` */
  | 'activation-times-gradient'
  /** `c_k`, or `Σ_p G[p,k]` */
  | 'gradient';

/**
 * One reading of the channel-wise contribution importance score (CIS) of SFAM (arXiv 2506.01636). The
 * abstract fixes one weight per channel from the pair's similarity; the paper's exact expression could not
 * be read here, so semblance offers readings and names the one in use.
 *
 * A reading is a cotangent c of the explained vector, held constant. Where that vector is pooled from the layer, the
 * CIS is c reduced with it ({@link scoreChannels}); below, c is carried back by one vector-Jacobian product to
 * `G[p,k] = Σ_i c_i ∂e_i/∂A[p,k]`, and reduced with A.
 */
export interface Reading {
  readonly id: ReadingId;
  readonly label: string;
  /**
   * How the CIS against one image is written under this metric: `pooled`, where the explained vector is pooled from the
   * layer, e.g. `CIS_k = x_k y_k / (|x| |y|)`; `below`, where c is carried back to it.
   */
  formula(metric: Metric, at: 'pooled' | 'below'): string;
  readonly summary: string;
  /** What the values of a map with these weights, and their sign, say. */
  readonly means: Means;
  /** Adds up exactly to `Objective.total` over the channels, where the explained vector is pooled from this layer. */
  readonly sumsToTotal: boolean;
  /** The CIS is linear in the weights of the objective. */
  readonly linear: boolean;
  /** c, `[E]` for an embedding or `[K]` for a vector pooled at the layer. */
  cotangent(objective: Objective, x: Vector): Float64Array;
  readonly throughNorm: ThroughNorm;
  readonly reduction: ChannelReduction;
}

/** The CIS from the vector pooled at the explained layer, `[K]`. */
export function scoreChannels(reading: Reading, objective: Objective, x: Vector): Float64Array {
  const cotangent = reading.cotangent(objective, x);
  return reading.reduction === 'gradient' ? cotangent : cotangent.map((value, k) => value * x[k]!);
}
