import { READINGS } from '../../core/cis/index.ts';
import { scoreChannels } from '../../core/cis/reading.ts';
import { objectivesOf } from '../../core/methods/objectives-of.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { Explanation } from '../state.ts';

/** One weight per channel, and where they are from. */
export interface ChannelWeights {
  /** `[K]`. */
  readonly cis: Float32Array;
  /** `own`: the map's CIS. `stand-in`: its method has none, so the contribution to this layer's similarity. */
  readonly from: 'own' | 'stand-in';
}

/** The channels behind a map: the weights its method gave them, or where it gave none, their contribution here. */
export function channelWeights({
  channelWeights: own,
  settings,
  vectors,
  against,
}: Pick<Explanation, 'channelWeights' | 'settings' | 'vectors' | 'against'>): ChannelWeights {
  if (own) return { cis: own, from: 'own' };
  const objective = objectivesOf(METRICS[settings.metric], against)('layer');
  const cis = Float32Array.from(scoreChannels(READINGS.contribution, objective, vectors.pooled));
  return { cis, from: 'stand-in' };
}
