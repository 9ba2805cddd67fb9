import type { SampleVectors } from '../inspect/sample-vectors.ts';
import type { Workshop } from '../workshop.ts';
import type { PartnerCheck } from './check-partner.ts';
import type { RandomizationCheck } from './check-randomization.ts';
import type { ReferencesCheck } from './check-references.ts';
import { Desk } from './desk.ts';
import type { MapTest } from './map-test.ts';

/** The longer pieces of work beside the explanations. */
export interface Desks {
  readonly test: Desk<MapTest>;
  readonly randomization: Desk<RandomizationCheck>;
  readonly partner: Desk<PartnerCheck>;
  readonly references: Desk<ReferencesCheck>;
  readonly context: Desk<SampleVectors>;
}

const known = new WeakMap<Workshop, Desks>();

/** One set for each app, so that closing a panel neither stops nor forgets what it started. */
export function desksOf(workshop: Workshop): Desks {
  const desks = known.get(workshop) ?? {
    test: new Desk<MapTest>(workshop),
    randomization: new Desk<RandomizationCheck>(workshop),
    partner: new Desk<PartnerCheck>(workshop),
    references: new Desk<ReferencesCheck>(workshop),
    context: new Desk<SampleVectors>(workshop),
  };
  known.set(workshop, desks);
  return desks;
}
