import { drawable, surface } from '../bitmap/surface.ts';

let known: string | null | undefined;

/**
 * Some browsers change what is read from a canvas, so that it cannot be used to recognise a person (Brave;
 * Firefox with resistFingerprinting; Safari in private windows). Tried once, on known pixels.
 *
 * @returns what to tell the user, or null when pixels come back as they went in.
 */
export function canvasCaveat(): string | null {
  if (known !== undefined) return known;
  const context = drawable(surface(32, 32)).getContext('2d', { willReadFrequently: true });
  const image = new ImageData(32, 32);
  for (let i = 0; i < image.data.length; i++) image.data[i] = i % 4 === 3 ? 255 : (i * 89) & 255;
  context?.putImageData(image, 0, 0);
  const back = context?.getImageData(0, 0, 32, 32).data;
  known = back?.every((value, i) => value === image.data[i])
    ? null
    : 'This browser changes pixels that a page reads, to protect against fingerprinting, so numbers may differ a little; a PNG is not affected.';
  return known;
}
