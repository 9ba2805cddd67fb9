import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { layerCard } from '../../core/models/index.ts';
import { type StabilityVerdict, stabilityVerdict } from '../../core/stability-verdict.ts';
import { imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import type { Explanation, Slot } from '../state.ts';
import type { Workshop } from '../workshop.ts';

/** Does this result's map contain derivatives that can jump? Only what is carried back through later layers does. */
export function hasKinks({ settings }: Explanation): boolean {
  const method: Method = METHODS[settings.method];
  const { kind, uses } = method;
  return (
    // Of a smoothed map the check would repeat one copy of six.
    !settings.smooth &&
    method.steady !== true &&
    kind === 'explanation' &&
    uses.metric &&
    uses.scopes.includes('final') &&
    settings.scope === 'final' &&
    !layerCard(settings.model, settings.layer).embedding
  );
}

/** Repeats both maps of a result on minutely disturbed feature maps: nine backward passes an image. */
export async function checkStability(
  { client, pixels }: Workshop,
  result: Explanation,
): Promise<Record<Slot, StabilityVerdict>> {
  const session = client.sessionOf(result.engine);
  const one = async (slot: Slot) => {
    const { trials } = await session.stability({
      ...mapRequest(result.settings, result.seed),
      job: 0,
      image: imageSource(pixels, result.pictures[slot], result.settings),
      against: result.partners[slot],
    });
    return stabilityVerdict(trials);
  };
  const [a, b] = await Promise.all([one('a'), one('b')]);
  return { a, b };
}
