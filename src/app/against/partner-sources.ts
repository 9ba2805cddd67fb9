import type { ImageSource } from '../../engine/client/image-source.ts';
import { blankSource, imageSource } from '../image-source.ts';
import { pixelKey } from '../pixel-key.ts';
import type { Services } from '../services.ts';
import type { Result } from '../state.ts';
import { BLANK, membersOf } from './partners.ts';

/**
 * Everybody that takes part in a result as images, by id, for a network that has to see all of them anew; A first, then
 * B.
 */
export function partnerSources(
  { pixels, decoder, base }: Pick<Services, 'pixels' | 'decoder' | 'base'>,
  { settings, explanations }: Result,
): ReadonlyMap<string, ImageSource> {
  const { size, fit } = settings;
  const sources = new Map<string, ImageSource>();
  for (const { of } of explanations) sources.set(of.id, imageSource(pixels, of, settings));
  const known = membersOf(settings);
  const everybody = explanations
    .flatMap(({ against }) => against)
    .flatMap(({ id, members }) => members?.map((one) => one.id) ?? [id]);
  for (const id of everybody) {
    if (sources.has(id)) continue;
    const member = known.get(id);
    if (id === BLANK.id) sources.set(id, blankSource(settings));
    else if (member)
      sources.set(id, {
        key: pixelKey(id, size, fit),
        size,
        pixels: async () => (await decoder.pixels(await member.blob(base), size, fit)).rgb,
      });
  }
  return sources;
}
