import * as Comlink from 'comlink';
import { toAppError } from '../../core/app-error.ts';
import type { EngineApi, InputImage } from '../api.ts';
import type { EngineWorker } from './engine-worker.ts';
import type { ImageSource } from './image-source.ts';

/**
 * A call that brings images along: with the pixels of those only that the worker is thought to need, and once more
 * with all of them where it had made room for others since.
 * @param given keys of the images whose pixels were sent for this kind of call.
 */
export function givePictures<T>(
  worker: EngineWorker,
  images: readonly ImageSource[],
  call: (api: Comlink.Remote<EngineApi>, inputs: readonly InputImage[]) => Promise<T>,
  given: Set<string> = worker.given,
): Promise<T> {
  const give = async (needs: (image: ImageSource) => boolean) => {
    const inputs = await Promise.all(
      images.map(async (image) => {
        const { key, size } = image;
        // A copy, to be handed over: a message would copy them twice.
        return needs(image) ? { key, size, pixels: (await image.pixels()).slice() } : { key, size };
      }),
    );
    for (const { key } of images) given.add(key);
    const pixels = inputs.flatMap((input) => (input.pixels ? [input.pixels.buffer] : []));
    return worker.call((api) => call(api, Comlink.transfer(inputs, pixels)));
  };
  return orRefilled(
    () => give(({ key }) => !given.has(key)),
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
