import { type SanityCheck, sanity } from '../../core/faithfulness/sanity.ts';
import { explainedVector } from '../../core/methods/explained-vector.ts';
import { METHODS } from '../../core/methods/index.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { Sample } from '../../core/samples/sample.ts';
import type { EngineTask } from '../engine-task.ts';
import { imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import { type Explanation, type MapData, SLOTS, type Slot } from '../state.ts';
import type { Workshop } from '../workshop.ts';
import { type OtherPartner, otherPartners, unrelatedSamples } from './other-partners.ts';

/** Both images of a pair, each explained by an unrelated partner instead of the other. */
export interface PartnerOutcome {
  readonly partner: OtherPartner;
  readonly maps: Readonly<Record<Slot, MapData>>;
  readonly checks: Readonly<Record<Slot, SanityCheck>>;
  /** Of each image with the new partner. */
  readonly similarity: Readonly<Record<Slot, number>>;
}

export interface PartnerCheck {
  readonly explanation: Explanation;
  /** One a partner, as far as they are done. */
  readonly outcomes: readonly PartnerOutcome[];
}

/** Partners of a method that takes hundreds of forward passes for one map. */
const FEW = 2;

/** All unrelated photographs; a few for a method that takes long. */
export function partnersChecked(explanation: Explanation): readonly Sample[] {
  const all = unrelatedSamples(explanation);
  return METHODS[explanation.settings.method].kind === 'perturbation' ? all.slice(-FEW) : all;
}

/**
 * Makes both maps again with each of several unrelated images in the partner's place, everything else as it was.
 *
 * @throws AppError; also when a photograph cannot be fetched or read.
 */
export async function checkPartner(
  workshop: Workshop,
  explanation: Explanation,
  samples: readonly Sample[],
  task: EngineTask<PartnerCheck>,
): Promise<PartnerCheck> {
  const { settings, pictures, maps: before, vectors } = explanation;
  const { metric, scope } = settings;
  const partners = await otherPartners(workshop, explanation, samples, task);
  let check: PartnerCheck = { explanation, outcomes: [] };
  for (const partner of partners) {
    task.signal.throwIfAborted();
    const fixed = { ...mapRequest(settings, explanation.seed), job: task.job };
    const [a, b] = await Promise.all(
      SLOTS.map(async (slot): Promise<MapData> => {
        const image = imageSource(workshop.pixels, pictures[slot], settings);
        // In the other image's place; whom both are held against stays.
        const against = [...alone(partner.vectors), ...explanation.partners[slot].slice(1)];
        const { map } = await task.session.map({ ...fixed, image, against }, null);
        return { ...before[slot], data: map };
      }),
    );
    const maps = { a: a!, b: b! };
    const score = (slot: Slot) =>
      METRICS[metric].similarity(
        explainedVector(vectors[slot], scope),
        explainedVector(partner.vectors, scope),
      );
    const outcome: PartnerOutcome = {
      partner,
      maps,
      checks: { a: sanity(before.a.data, maps.a.data), b: sanity(before.b.data, maps.b.data) },
      similarity: { a: score('a'), b: score('b') },
    };
    check = { ...check, outcomes: [...check.outcomes, outcome] };
    task.report(check, check.outcomes.length / partners.length);
  }
  return check;
}
