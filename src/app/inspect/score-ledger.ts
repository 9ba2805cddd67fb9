import { READINGS } from '../../core/cis/index.ts';
import { type Ledger, ledger } from '../../core/ledger.ts';
import { explainedVector } from '../../core/methods/explained-vector.ts';
import { METHODS } from '../../core/methods/index.ts';
import { objectivesOf } from '../../core/methods/objectives-of.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { layerCard } from '../../core/models/index.ts';
import type { Explanation } from '../state.ts';

/** Whether, and how, the parts of a map add up to what it explains. */
export type ScoreLedger =
  /** The method or reading promises no sum, or the map is a mean over copies. */
  | { readonly kind: 'none' }
  | {
      /** `exact`: up to rounding. `open`: SFAM below the last layer; what the layers between take is missing. */
      readonly kind: 'exact' | 'open';
      readonly parts: 'channels' | 'positions';
      readonly count: number;
      readonly sums: Ledger;
    };

/** The ledger of an explanation, in double precision from the arrays that are exported. */
export function scoreLedger({ settings, vectors, against, channelWeights, map }: Explanation): ScoreLedger {
  const method = METHODS[settings.method];
  const byChannel = method.uses.reading;
  const promised = !byChannel || (READINGS[settings.reading].sumsToTotal && channelWeights !== null);
  if (settings.smooth || !method.sumsToTotal || !promised) return { kind: 'none' };
  const final = byChannel && settings.scope === 'final';
  // Over places, the sum is of this layer's similarity whatever the scope.
  const scope = final ? 'final' : 'layer';
  const parts = (byChannel && channelWeights) || map.data;
  const objective = objectivesOf(METRICS[settings.metric], against)(scope);
  return {
    kind: final && !layerCard(settings.model, settings.layer).embedding ? 'open' : 'exact',
    parts: byChannel ? 'channels' : 'positions',
    count: parts.length,
    sums: ledger(parts, objective.total(explainedVector(vectors, scope))),
  };
}
