import type { MetricId } from '../../core/metrics/metric.ts';

/** What one map scored on one pair: the mean over image A explained by B and image B explained by A. */
export interface Numbers {
  readonly insertion: number;
  readonly deletion: number;
  /** insertion − deletion. */
  readonly difference: number;
  /** `max(0, S − S_masked)`, in units of the score. */
  readonly drop: number;
  /** Share of the two images whose score rose when masked: 0, ½ or 1. */
  readonly increase: number;
}

/** All that is kept of a pair: names and numbers. */
export interface PairResult {
  /** Of picture-set.ts. */
  readonly key: string;
  readonly a: string;
  readonly b: string;
  /** Which subject each shows (`SetPicture.subject`): pairs that share one are not independent. */
  readonly subjects: readonly [string, string];
  /** Of one subject, or of one class. */
  readonly sameClass: boolean;
  readonly similarity: Readonly<Record<MetricId, number>>;
  /** By variant id. */
  readonly numbers: Readonly<Record<string, Numbers>>;
}
