import { METHODS } from '../../core/methods/index.ts';
import type { Method } from '../../core/methods/method.ts';
import { layerCard } from '../../core/models/index.ts';
import { type StabilityVerdict, stabilityVerdict } from '../../core/stability-verdict.ts';
import { imageSource } from '../image-source.ts';
import { mapRequest } from '../map-request.ts';
import type { Services } from '../services.ts';
import type { Explanation, Result } from '../state.ts';

/** Do this result's maps contain derivatives that can jump? Only what is carried back through later layers does. */
export function hasKinks({ settings }: Result): boolean {
  const method: Method = METHODS[settings.method];
  const { kind, uses } = method;
  return (
    // Of a smoothed map the check would repeat one copy of many.
    !settings.smooth &&
    method.steady !== true &&
    kind === 'explanation' &&
    uses.metric &&
    uses.scopes.includes('final') &&
    settings.scope === 'final' &&
    !layerCard(settings.model, settings.layer).embedding
  );
}

/** Repeats a map on minutely disturbed feature maps: nine backward passes. */
export async function checkStability(
  { client, pixels }: Services,
  { settings, seed, of, against, engine }: Explanation,
): Promise<StabilityVerdict> {
  const image = imageSource(pixels, of, settings);
  const request = { ...mapRequest(settings, seed), job: 0, image, against };
  const { trials } = await client.sessionOf(engine).stability(request);
  return stabilityVerdict(trials);
}
