import { READINGS } from '../../core/cis/index.ts';
import { scoreChannels } from '../../core/cis/reading.ts';
import { objectivesOf } from '../../core/methods/objectives-of.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { Explanation, Slot } from '../state.ts';

/** One weight per channel for both images, and where they are from. */
export interface ChannelWeights {
  readonly cis: Readonly<Record<Slot, Float32Array>>;
  /** `own`: the result's CIS. `stand-in`: its method has none, so the contribution to this layer's similarity. */
  readonly from: 'own' | 'stand-in';
}

/** The channels behind a result: the weights its method gave them, or where it gave none, their contribution here. */
export function channelWeights({
  cis,
  settings,
  vectors,
  partners,
}: Pick<Explanation, 'cis' | 'settings' | 'vectors' | 'partners'>): ChannelWeights {
  if (cis) return { cis, from: 'own' };
  const score = (slot: Slot) => {
    const objective = objectivesOf(METRICS[settings.metric], partners[slot])('layer');
    return Float32Array.from(scoreChannels(READINGS.contribution, objective, vectors[slot].pooled));
  };
  return { cis: { a: score('a'), b: score('b') }, from: 'stand-in' };
}
