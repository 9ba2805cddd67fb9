import type { ImageSource } from '../engine/client/image-source.ts';
import { pixelKey } from './pixel-cache.ts';
import type { Picture, Settings } from './state.ts';
import type { Workshop } from './workshop.ts';

/** A picture as the engine asks for it. */
export function imageSource(
  pixels: Workshop['pixels'],
  picture: Picture,
  { size, fit }: Pick<Settings, 'size' | 'fit'>,
): ImageSource {
  return { key: pixelKey(picture.id, size, fit), size, pixels: () => pixels(picture, { size, fit }) };
}
