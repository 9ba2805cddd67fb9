import type { VectorsReply } from '../api.ts';
import type { EngineWorker } from './engine-worker.ts';
import { givePictures } from './give-pictures.ts';
import type { ImageSource } from './image-source.ts';
import type { WorkerPool } from './worker-pool.ts';

/** Vectors of images, each from the worker that it is given to: one message a worker, all at once. */
export async function findVectors(
  pool: WorkerPool,
  images: readonly ImageSource[],
  layer: string,
): Promise<VectorsReply> {
  const groups = new Map<EngineWorker, ImageSource[]>();
  const keys = images.map(({ key }) => key);
  for (const image of images) {
    const worker = pool.place(image.key, keys);
    groups.set(worker, [...(groups.get(worker) ?? []), image]);
  }
  const replies = new Map<string, { reply: VectorsReply; index: number }>();
  let forwarded = 0;
  await Promise.all(
    [...groups].map(async ([worker, group]) => {
      const reply = await givePictures(worker, group, (api, inputs) => api.vectors(inputs, layer));
      forwarded += reply.forwarded;
      for (const [index, image] of group.entries()) replies.set(image.key, { reply, index });
    }),
  );
  const found = images.map((image) => replies.get(image.key)!);
  return {
    vectors: found.map(({ reply, index }) => reply.vectors[index]!),
    shape: found[0]!.reply.shape,
    forwarded,
  };
}
