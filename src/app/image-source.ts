import type { ImageSource } from '../engine/client/image-source.ts';
import { BLANK } from './against/partners.ts';
import { pixelKey } from './pixel-key.ts';
import type { Services } from './services.ts';
import type { Picture, Settings } from './state.ts';

/** A flat grey image, of bytes 128. */
export function blankSource({ size, fit }: Pick<Settings, 'size' | 'fit'>): ImageSource {
  return {
    key: pixelKey(BLANK.id, size, fit),
    size,
    pixels: () => Promise.resolve(new Uint8Array(size[0] * size[1] * 3).fill(128)),
  };
}

/** A picture as the engine asks for it. */
export function imageSource(
  pixels: Services['pixels'],
  picture: Picture,
  { size, fit }: Pick<Settings, 'size' | 'fit'>,
): ImageSource {
  return { key: pixelKey(picture.id, size, fit), size, pixels: () => pixels(picture, { size, fit }) };
}
