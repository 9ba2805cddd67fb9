import { type SanityCheck, sanity } from '../../core/faithfulness/sanity.ts';
import { explainedVector } from '../../core/methods/explained-vector.ts';
import { alone } from '../../core/methods/objectives-of.ts';
import { METRICS } from '../../core/metrics/index.ts';
import type { Sample } from '../../core/samples/sample.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import { fetchSample } from '../fetch-sample.ts';
import { imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import { pixelKey } from '../pixel-cache.ts';
import { type Explanation, type MapData, SLOTS, type Slot } from '../state.ts';
import type { Workshop } from '../workshop.ts';
import type { Task } from './desk.ts';

/** Both images of a pair, each explained by an unrelated partner instead of the other. */
export interface PartnerCheck {
  readonly explanation: Explanation;
  readonly partner: Sample;
  readonly outcome: {
    readonly maps: Readonly<Record<Slot, MapData>>;
    readonly checks: Readonly<Record<Slot, SanityCheck>>;
    /** Of each image with the new partner. */
    readonly similarity: Readonly<Record<Slot, number>>;
  };
}

/**
 * Makes both maps again with an unrelated image in the partner's place, everything else as it was.
 *
 * @throws AppError.
 */
export async function checkPartner(
  workshop: Workshop,
  explanation: Explanation,
  partner: Sample,
  task: Task<PartnerCheck>,
): Promise<PartnerCheck> {
  const { decoder, base } = workshop;
  const { settings, pictures, maps: before } = explanation;
  const { metric, scope, size, fit } = settings;
  const own = (slot: Slot) => imageSource(workshop.pixels, pictures[slot], settings);
  const unrelated: ImageSource = {
    key: pixelKey(`sample:${partner.id}`, size, fit),
    size,
    pixels: async () => {
      return (await decoder.pixels(await fetchSample(partner, base), size, fit)).rgb;
    },
  };
  task.throwIfAborted();
  const { vectors, shape } = await task.session.vectors([own('a'), own('b'), unrelated], settings.layer);
  const [a, b, other] = [vectors[0]!, vectors[1]!, vectors[2]!];
  task.throwIfAborted();
  const fixed = { ...mapRequest(settings, explanation.seed), job: task.job };
  // In the other image's place; whom both are held against stays.
  const against = (slot: Slot) => [...alone(other), ...explanation.partners[slot].slice(1)];
  const replies = await Promise.all(
    SLOTS.map((slot) => task.session.map({ ...fixed, image: own(slot), against: against(slot) }, null)),
  );
  const map = (data: Float32Array): MapData => ({ data, height: shape[0], width: shape[1] });
  const maps = { a: map(replies[0]!.map), b: map(replies[1]!.map) };
  const explained = (of: typeof other) => explainedVector(of, scope);
  const score = (of: typeof other) => METRICS[metric].similarity(explained(of), explained(other));
  return {
    explanation,
    partner,
    outcome: {
      maps,
      checks: { a: sanity(before.a.data, maps.a.data), b: sanity(before.b.data, maps.b.data) },
      similarity: { a: score(a), b: score(b) },
    },
  };
}
