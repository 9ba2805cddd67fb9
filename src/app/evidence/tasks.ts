import type { SampleVectors } from '../inspect/sample-vectors.ts';
import type { Services } from '../services.ts';
import { Task } from '../task.ts';
import type { PartnerCheck } from './check-partner.ts';
import type { RandomizationCheck } from './check-randomization.ts';
import type { ReferencesCheck } from './check-references.ts';
import type { MapTest } from './map-test.ts';

/** The longer pieces of work beside the explanations. */
class Tasks {
  readonly test = new Task<MapTest>();
  readonly randomization = new Task<RandomizationCheck>();
  readonly partner = new Task<PartnerCheck>();
  readonly references = new Task<ReferencesCheck>();
  readonly context = new Task<SampleVectors>();
}

/** One set for each app, so that closing a panel neither stops nor forgets what it started. */
export const tasksOf = (services: Services): Tasks => services.one(Tasks, () => new Tasks());
