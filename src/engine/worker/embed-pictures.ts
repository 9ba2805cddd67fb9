import type * as tf from '@tensorflow/tfjs-core';
import { areaOf, type Extent } from '../../core/extent.ts';
import { EMBED_CHUNK } from '../embed-chunk.ts';
import { pixelTensor } from './pixels.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

/** What embedding pictures needs of the engine. */
export interface PicturePass {
  /** `[n, h, w, 3]` → `[n, E]`, owned by the caller. */
  embed(images: tf.Tensor4D): tf.Tensor2D;
  /** Called between chunks. @throws AppError `cancelled` when the user asked for something else. */
  throwIfAborted(): void;
}

/**
 * Embeddings of pictures that nobody will ask for again: nothing is cached, no tensor outlives the call.
 *
 * @param images `[count, h, w, 3]`, RGB bytes.
 * @returns `count` embeddings, `[E]` each.
 * @throws RangeError when the bytes are not `count` pictures of that size; AppError `cancelled`.
 */
export async function embedPictures(
  images: Uint8Array,
  count: number,
  size: Extent,
  pass: PicturePass,
): Promise<Float32Array[]> {
  const each = areaOf(size) * 3;
  if (images.length !== count * each) {
    throw new RangeError(`${images.length} bytes are not ${count} pictures of ${size[0]} × ${size[1]}.`);
  }
  const found: Float32Array[] = [];
  while (found.length < count) {
    pass.throwIfAborted();
    const till = Math.min(found.length + EMBED_CHUNK, count);
    const pictures: Uint8Array[] = [];
    for (let i = found.length; i < till; i++) pictures.push(images.subarray(i * each, (i + 1) * each));
    const batch = pixelTensor(pictures, size);
    const embeddings = pass.embed(batch);
    batch.dispose();
    const [rows, channels] = embeddings.shape;
    const data = await embeddings.data<'float32'>();
    embeddings.dispose();
    for (let i = 0; i < rows; i++) found.push(data.slice(i * channels, (i + 1) * channels));
    if (found.length < count) await yieldToEventLoop();
  }
  return found;
}
