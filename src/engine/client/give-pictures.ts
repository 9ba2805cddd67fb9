import * as Comlink from 'comlink';
import { toAppError } from '../../core/app-error.ts';
import type { EngineApi, InputImage } from '../api.ts';
import type { ImageSource } from './image-source.ts';
import type { Lane } from './lane.ts';

/**
 * A call that brings images along: with the pixels of those only that the worker is thought to need, and once more
 * with all of them where it had made room for others since.
 */
export function givePictures<T>(
  lane: Lane,
  images: readonly ImageSource[],
  call: (api: Comlink.Remote<EngineApi>, inputs: readonly InputImage[]) => Promise<T>,
): Promise<T> {
  const give = async (needs: (image: ImageSource) => boolean) => {
    const inputs = await Promise.all(
      images.map(async (image) => {
        const { key, size } = image;
        // A copy, to be handed over: a message would copy them twice.
        return needs(image) ? { key, size, pixels: (await image.pixels()).slice() } : { key, size };
      }),
    );
    for (const { key } of images) lane.given.add(key);
    const given = inputs.flatMap(({ pixels }) => (pixels ? [pixels.buffer] : []));
    return lane.call((api) => call(api, Comlink.transfer(inputs, given)));
  };
  return orRefilled(
    () => give(({ key }) => !lane.given.has(key)),
    () => give(() => true),
  );
}

/** Does something else when an image that it takes was dropped for newer ones. */
export async function orRefilled<T>(ask: () => Promise<T>, refilled: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (toAppError(error).code !== 'evicted') throw error;
    return refilled();
  }
}
