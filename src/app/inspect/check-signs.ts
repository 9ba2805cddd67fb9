import { explainedVector } from '../../core/methods/explained-vector.ts';
import { METHODS } from '../../core/methods/index.ts';
import { sameFeatures } from '../../core/same-features.ts';
import { type SignAgreement, signAgreement } from '../../core/sign-agreement.ts';
import { imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import { senseOf } from '../sense-of.ts';
import type { Explanation, Slot } from '../state.ts';
import { whenIdle } from '../when-idle.ts';
import type { Workshop } from '../workshop.ts';
import { sameForNetwork } from './same-for-network.ts';

/**
 * Can the signs of this result be held against what silencing a cell does? Only where the map speaks of the score of
 * the vectors that are pooled from its own layer, and there is something for and against.
 */
export function hasSigns(result: Explanation): boolean {
  const { settings, vectors } = result;
  const explained = explainedVector(vectors.a, settings.scope);
  const { uses } = METHODS[settings.method];
  return (
    uses.metric &&
    senseOf(settings).ends !== null &&
    !sameForNetwork(result) &&
    explained.length === vectors.a.pooled.length &&
    sameFeatures(explained, vectors.a.pooled)
  );
}

/** Silences every cell of both images, when the page has nothing else to do, and compares signs: arithmetic, no pass. */
export async function checkSigns(
  { client, pixels }: Workshop,
  result: Explanation,
): Promise<Record<Slot, SignAgreement>> {
  await new Promise<void>(whenIdle);
  const session = client.sessionOf(result.engine);
  const settings = { ...result.settings, method: 'silencing', scope: 'layer', smooth: false } as const;
  const one = async (slot: Slot) => {
    const { map } = await session.map(
      {
        ...mapRequest(settings, result.seed),
        job: 0,
        image: imageSource(pixels, result.pictures[slot], result.settings),
        against: result.partners[slot],
      },
      null,
    );
    return signAgreement(result.maps[slot].data, map);
  };
  const [a, b] = await Promise.all([one('a'), one('b')]);
  return { a, b };
}
