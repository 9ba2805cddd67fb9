import { SAMPLES } from '../../core/samples/samples.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import { fetchSample } from '../fetch-sample.ts';
import { blankSource, imageSource } from '../image-source.ts';
import { pixelKey } from '../pixel-cache.ts';
import { type Explanation, SLOTS } from '../state.ts';
import type { Workshop } from '../workshop.ts';
import { BLANK } from './partners.ts';

/**
 * Everybody that takes part in a result as images, by id, for a network that has to see all of them anew; A first, then
 * B.
 */
export function partnerSources(
  { pixels, decoder, base }: Pick<Workshop, 'pixels' | 'decoder' | 'base'>,
  { settings, pictures, third, partners }: Explanation,
): ReadonlyMap<string, ImageSource> {
  const { size, fit } = settings;
  const sources = new Map<string, ImageSource>();
  for (const picture of [pictures.a, pictures.b, ...(third ? [third.of] : [])])
    sources.set(picture.id, imageSource(pixels, picture, settings));
  for (const { id } of SLOTS.flatMap((slot) => partners[slot])) {
    if (sources.has(id)) continue;
    const sample = SAMPLES.find((one) => `sample:${one.id}` === id);
    if (id === BLANK.id) sources.set(id, blankSource(settings));
    else if (sample)
      sources.set(id, {
        key: pixelKey(id, size, fit),
        size,
        pixels: async () => (await decoder.pixels(await fetchSample(sample, base), size, fit)).rgb,
      });
  }
  return sources;
}
