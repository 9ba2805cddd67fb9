import { type SanityCheck, sanity } from '../../core/faithfulness/sanity.ts';
import { explainedVector } from '../../core/methods/explained-vector.ts';
import { METHODS } from '../../core/methods/index.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { Sample } from '../../core/samples/sample.ts';
import type { EngineTask } from '../engine-task.ts';
import { imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import { pairOf } from '../result.ts';
import type { Services } from '../services.ts';
import type { Explanation, MapData, Result } from '../state.ts';
import { type OtherPartner, otherPartners, unrelatedSamples } from './other-partners.ts';

/** An image explained by an unrelated partner instead of the other image. */
interface Exchanged {
  readonly map: MapData;
  readonly check: SanityCheck;
  /** Of the image with the new partner. */
  readonly similarity: number;
}

export interface PartnerOutcome {
  readonly partner: OtherPartner;
  /** A's and B's. */
  readonly directions: readonly Exchanged[];
}

export interface PartnerCheck {
  readonly result: Result;
  /** One a partner, as far as they are done. */
  readonly outcomes: readonly PartnerOutcome[];
}

/** Partners of a method that takes hundreds of forward passes for one map. */
const FEW = 2;

/** All unrelated photographs; a few for a method that takes long. */
export function partnersChecked(result: Result): readonly Sample[] {
  const all = unrelatedSamples(result);
  return METHODS[result.settings.method].kind === 'perturbation' ? all.slice(-FEW) : all;
}

/**
 * Makes both maps again with each of several unrelated images in the partner's place, everything else as it was.
 *
 * @throws AppError; also when a photograph cannot be fetched or read.
 */
export async function checkPartner(
  services: Services,
  result: Result,
  samples: readonly Sample[],
  task: EngineTask<PartnerCheck>,
): Promise<PartnerCheck> {
  const partners = await otherPartners(services, result, samples, task);
  let check: PartnerCheck = { result, outcomes: [] };
  for (const partner of partners) {
    task.signal.throwIfAborted();
    const directions = await Promise.all(pairOf(result).map((one) => exchange(services, one, partner, task)));
    check = { ...check, outcomes: [...check.outcomes, { partner, directions }] };
    task.report(check, check.outcomes.length / partners.length);
  }
  return check;
}

async function exchange(
  { pixels }: Pick<Services, 'pixels'>,
  explanation: Explanation,
  { vectors }: OtherPartner,
  { session, job }: EngineTask<PartnerCheck>,
): Promise<Exchanged> {
  const { settings, seed, of, map: before } = explanation;
  const image = imageSource(pixels, of, settings);
  // In the other image's place; whom both are held against stays.
  const against = [...alone(vectors), ...explanation.against.slice(1)];
  const { map } = await session.map({ ...mapRequest(settings, seed), job, image, against }, null);
  return {
    map: { ...before, data: map },
    check: sanity(before.data, map),
    similarity: METRICS[settings.metric].similarity(
      explainedVector(explanation.vectors, settings.scope),
      explainedVector(vectors, settings.scope),
    ),
  };
}
