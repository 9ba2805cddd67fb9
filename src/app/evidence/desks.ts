import type { SampleVectors } from '../inspect/sample-vectors.ts';
import type { Workshop } from '../workshop.ts';
import type { PartnerCheck } from './check-partner.ts';
import type { RandomizationCheck } from './check-randomization.ts';
import type { ReferencesCheck } from './check-references.ts';
import { Desk } from './desk.ts';
import type { MapTest } from './map-test.ts';

/** The longer pieces of work beside the explanations. */
class Desks {
  readonly test: Desk<MapTest>;
  readonly randomization: Desk<RandomizationCheck>;
  readonly partner: Desk<PartnerCheck>;
  readonly references: Desk<ReferencesCheck>;
  readonly context: Desk<SampleVectors>;

  constructor(workshop: Workshop) {
    this.test = new Desk(workshop);
    this.randomization = new Desk(workshop);
    this.partner = new Desk(workshop);
    this.references = new Desk(workshop);
    this.context = new Desk(workshop);
  }
}

/** One set for each app, so that closing a panel neither stops nor forgets what it started. */
export const desksOf = (workshop: Workshop): Desks => workshop.one(Desks, () => new Desks(workshop));
