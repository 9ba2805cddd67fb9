import { PAIRED_CELLS } from '../../core/methods/point-pairs.ts';
import { random } from '../../core/random.ts';
import type { ImageSource } from '../../engine/client/image-source.ts';
import { openSession } from '../engine-task.ts';
import { pixelKey } from '../pixel-key.ts';
import type { Services } from '../services.ts';
import type { GallerySettings } from './gallery-state.ts';
import { classOf, type SetPicture } from './picture-set.ts';

/** Hits of each query that are put in a new order. */
export const SHORTLIST = 10;
/** Matches of two images that count. */
export const MATCHES = 12;
/** Queries at most; each takes the forward passes of its shortlist. */
export const QUERIES = 60;

/** A query with its first hits, as the embeddings rank them. */
export interface Shortlist {
  readonly query: SetPicture;
  readonly hits: readonly SetPicture[];
}

export interface Reranked {
  readonly queries: number;
  /** How many there were to draw from. */
  readonly of: number;
  /** Recall@1 by the embeddings, and after the shortlists were put in order by their matches. */
  readonly before: number;
  readonly after: number;
}

/**
 * Puts each shortlist in order by the sum of its strongest mutual matches at a layer, and tells Recall@1 before and
 * after. Of many queries a seeded draw.
 *
 * @throws AppError; RangeError where the layer has more places than are compared.
 */
export async function rerank(
  services: Pick<Services, 'client' | 'decoder' | 'base'>,
  { made, layer }: { readonly made: GallerySettings; readonly layer: string },
  queries: readonly number[],
  shortlist: (query: number) => Shortlist,
  signal: AbortSignal,
  report: (fraction: number) => void,
): Promise<Reranked> {
  const { size, fit } = made;
  const session = await openSession(services, made);
  const source = (picture: SetPicture): ImageSource => ({
    key: pixelKey(picture.id, size, fit),
    size,
    pixels: async () => (await services.decoder.pixels(await picture.blob(), size, fit)).rgb,
  });
  const chosen = random(1)
    .shuffle([...queries])
    .slice(0, QUERIES);
  let [before, after] = [0, 0];
  for (const [i, index] of chosen.entries()) {
    const { query, hits } = shortlist(index);
    const scores: number[] = [];
    for (const hit of hits) {
      signal.throwIfAborted();
      const images = [source(query), source(hit)] as const;
      const { shape } = await session.vectors(images, layer);
      if (shape[0] * shape[1] > PAIRED_CELLS)
        throw new RangeError('This layer has too many places to be matched: choose one of at most 28 × 28.');
      const { mutual } = await session.pairs(images[0], images[1], layer, MATCHES);
      scores.push(mutual.reduce((sum, { value }) => sum + value, 0));
    }
    const first = hits[bestOf(scores)];
    if (hits[0] && classOf(hits[0]) === classOf(query)) before += 1;
    if (first && classOf(first) === classOf(query)) after += 1;
    report((i + 1) / chosen.length);
  }
  const count = Math.max(1, chosen.length);
  return { queries: chosen.length, of: queries.length, before: before / count, after: after / count };
}

/** The first of the largest: ties keep the embeddings' order. */
export function bestOf(scores: readonly number[]): number {
  return scores.reduce((best, score, i) => (score > scores[best]! ? i : best), 0);
}
