import { READINGS } from '../../core/cis/index.ts';
import { type Ledger, ledger } from '../../core/ledger.ts';
import { explainedVector } from '../../core/methods/explained-vector.ts';
import { METHODS } from '../../core/methods/index.ts';
import { objectivesOf } from '../../core/methods/objectives-of.ts';
import { METRICS } from '../../core/metrics/index.ts';
import { layerCard } from '../../core/models/index.ts';
import type { Explanation, Slot } from '../state.ts';

/** Whether, and how, the parts of a result add up to what it explains. */
export type ScoreLedger =
  /** The method or reading promises no sum, or the map is a mean over copies. */
  | { readonly kind: 'none' }
  | {
      /** `exact`: up to rounding. `open`: SFAM below the last layer; what the layers between take is missing. */
      readonly kind: 'exact' | 'open';
      readonly parts: 'channels' | 'positions';
      readonly count: number;
      readonly sides: Readonly<Record<Slot, Ledger>>;
    };

/** The ledger of a result, in double precision from the arrays that are exported. */
export function scoreLedger(result: Explanation): ScoreLedger {
  const { settings, vectors, partners, cis, maps } = result;
  const method = METHODS[settings.method];
  const byChannel = method.uses.reading;
  if (settings.smooth || !method.sumsToTotal || (byChannel && (!READINGS[settings.cis].sumsToTotal || !cis)))
    return { kind: 'none' };
  const final = byChannel && settings.scope === 'final';
  // Over places, the sum is of this layer's similarity whatever the scope.
  const scope = final ? 'final' : 'layer';
  const parts = byChannel && cis ? cis : { a: maps.a.data, b: maps.b.data };
  const side = (slot: Slot) => {
    const objective = objectivesOf(METRICS[settings.metric], partners[slot])(scope);
    return ledger(parts[slot], objective.total(explainedVector(vectors[slot], scope)));
  };
  return {
    kind: final && !layerCard(settings.model, settings.layer).embedding ? 'open' : 'exact',
    parts: byChannel ? 'channels' : 'positions',
    count: parts.a.length,
    sides: { a: side('a'), b: side('b') },
  };
}
