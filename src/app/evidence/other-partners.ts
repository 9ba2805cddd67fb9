import type { Vectors } from '../../core/methods/side.ts';
import type { Sample } from '../../core/samples/sample.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import { membersBeside, SHIPPED } from '../against/image-group.ts';
import type { EngineTask } from '../engine-task.ts';
import { fetchSample } from '../fetch-sample.ts';
import { pixelKey } from '../pixel-key.ts';
import type { Services } from '../services.ts';
import type { Result } from '../state.ts';

/** An image that is neither of the pair nor from the same sheet as one of it, as the partner of both. */
export interface OtherPartner {
  readonly id: string;
  readonly title: string;
  /** Partners of one subject (frames of one sheet, one dog) are not independent of each other. */
  readonly subject: string;
  /** At the layer of the explanation. */
  readonly vectors: Vectors;
}

/**
 * Photographs that ship with the page and neither stand on it nor are from the same sheet as one that does; none where the
 * other image of the pair is no partner, but a class.
 */
export function unrelatedSamples({
  explanations,
  settings,
}: Pick<Result, 'explanations' | 'settings'>): readonly Sample[] {
  if (settings.against === 'class') return [];
  const shown = explanations.map(({ of }) => of);
  const ids = new Set(membersBeside(SHIPPED, shown).map(({ member }) => member.id));
  return SAMPLES.filter(({ id }) => ids.has(`sample:${id}`));
}

/**
 * The vectors of such photographs: one forward pass each, or none where the session knows them.
 *
 * @throws AppError; also when a photograph cannot be fetched or read, or the task is stopped.
 */
export async function otherPartners(
  { decoder, base }: Pick<Services, 'decoder' | 'base'>,
  { settings }: Pick<Result, 'settings'>,
  samples: readonly Sample[],
  task: Pick<EngineTask<unknown>, 'session' | 'signal'>,
): Promise<OtherPartner[]> {
  const { size, fit, layer } = settings;
  const found: OtherPartner[] = [];
  for (const sample of samples) {
    task.signal.throwIfAborted();
    const image: ImageSource = {
      key: pixelKey(`sample:${sample.id}`, size, fit),
      size,
      pixels: async () => (await decoder.pixels(await fetchSample(sample, base), size, fit)).rgb,
    };
    const { vectors } = await task.session.vectors([image], layer);
    found.push({ id: sample.id, title: sample.title, subject: sample.subject, vectors: vectors[0]! });
  }
  return found;
}
