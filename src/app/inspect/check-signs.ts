import { explainedVector } from '../../core/methods/explained-vector.ts';
import { METHODS } from '../../core/methods/index.ts';
import { sameFeatures } from '../../core/same-features.ts';
import { type SignAgreement, signAgreement } from '../../core/sign-agreement.ts';
import { imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import { explanationIn } from '../result.ts';
import { senseOf } from '../sense-of.ts';
import type { Services } from '../services.ts';
import type { Explanation, Result } from '../state.ts';
import { rested } from '../when-idle.ts';
import { sameForNetwork } from './same-for-network.ts';

/**
 * Can the signs of this result be held against what silencing a cell does? Only where the map speaks of the score of
 * the vectors that are pooled from its own layer, and there is something for and against.
 */
export function hasSigns(result: Result): boolean {
  const { settings, vectors } = explanationIn(result, 'a');
  const explained = explainedVector(vectors, settings.scope);
  const { uses } = METHODS[settings.method];
  return (
    uses.metric &&
    senseOf(settings).ends !== null &&
    !sameForNetwork(result) &&
    explained.length === vectors.pooled.length &&
    sameFeatures(explained, vectors.pooled)
  );
}

/** Silences every cell of an image, once a result has stood for a while, and compares signs: arithmetic, no pass. */
export async function checkSigns(
  { client, pixels }: Services,
  { settings, seed, of, against, map: shown, engine }: Explanation,
  signal: AbortSignal,
): Promise<SignAgreement> {
  await rested(signal);
  const silenced = { ...settings, method: 'silencing', scope: 'layer', smooth: false } as const;
  const image = imageSource(pixels, of, settings);
  const request = { ...mapRequest(silenced, seed), job: 0, image, against };
  const { map } = await client.sessionOf(engine).map(request, null);
  return signAgreement(shown.data, map);
}
