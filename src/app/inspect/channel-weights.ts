import { READINGS } from '../../core/cis/index.ts';
import { scoreChannels } from '../../core/cis/reading.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { objective } from '../../core/objective/objective.ts';
import type { Explanation, Slot } from '../state.ts';

/** One weight per channel for both images, and where they are from. */
export interface ChannelWeights {
  readonly cis: Readonly<Record<Slot, Float32Array>>;
  /** `own`: the result's CIS. `stand-in`: its method has none, so the contribution to this layer's similarity. */
  readonly from: 'own' | 'stand-in';
}

/** The channels behind a result: the weights its method gave them, or where it gave none, their contribution here. */
export function channelWeights({ cis, settings, vectors: { a, b } }: Explanation): ChannelWeights {
  if (cis) return { cis, from: 'own' };
  const metric = METRICS[settings.metric];
  const score = (x: Float32Array, y: Float32Array) =>
    Float32Array.from(scoreChannels(READINGS.contribution, objective(metric, [{ vector: y, weight: 1 }]), x));
  return { cis: { a: score(a.pooled, b.pooled), b: score(b.pooled, a.pooled) }, from: 'stand-in' };
}
