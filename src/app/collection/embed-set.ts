import { EMBED_CHUNK } from '../../engine/embed-chunk.ts';
import type { SetPicture } from './picture-set.ts';

/** Pictures that are decoded while those before them go through the network. */
const GROUP = 4 * EMBED_CHUNK;

export interface EmbedSet {
  readonly pictures: readonly SetPicture[];
  /** What the network is fed, RGB bytes. */
  readonly pixels: (blob: Blob) => Promise<Uint8Array>;
  /** Vectors of a batch of inputs, in order. */
  readonly embed: (images: Uint8Array, count: number) => Promise<readonly Float32Array[]>;
  /** Called for every picture once, in no particular order: its vector, or why there is none. */
  readonly found: (index: number, outcome: Float32Array | Error) => void;
  /** Resolves when work may go on: at once, or after a pause. @throws to end the run. */
  readonly proceed: () => Promise<void>;
}

/**
 * Embeds any number of pictures: a group is decoded while the one before it is embedded, and nothing is kept of a
 * picture but its vector. A picture that cannot be read costs itself, not the run.
 *
 * @throws what `embed` throws, and what `proceed` does
 */
export async function embedSet({ pictures, pixels, embed, found, proceed }: EmbedSet): Promise<void> {
  const decode = (start: number) =>
    Promise.all(
      pictures.slice(start, start + GROUP).map(async (picture, i) => {
        try {
          return { index: start + i, rgb: await pixels(await picture.blob()) };
        } catch (error) {
          found(start + i, error instanceof Error ? error : new Error(String(error)));
          return null;
        }
      }),
    );
  let next = decode(0);
  for (let start = 0; start < pictures.length; start += GROUP) {
    const group = (await next).filter((one) => one !== null);
    await proceed();
    if (start + GROUP < pictures.length) next = decode(start + GROUP);
    if (group.length === 0) continue;
    const each = group[0]!.rgb.length;
    const images = new Uint8Array(group.length * each);
    for (const [i, { rgb }] of group.entries()) images.set(rgb, i * each);
    const vectors = await embed(images, group.length);
    for (const [i, { index }] of group.entries()) found(index, vectors[i]!);
  }
}
