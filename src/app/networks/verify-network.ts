import type { ChannelOrder, Preprocessing } from '../../core/models/model.ts';
import { MATCH, matchVector, type VectorMatch } from '../../core/vector-match.ts';
import type { EngineSession } from '../../engine/client/engine-session.ts';
import { PREPROCESSINGS } from '../../graph/preprocess.ts';
import { PREPROCESSING_LABELS } from './network-choices.ts';

/** One way to read the pictures, and how far the network's vector then lies from the other framework's. */
export interface Tried {
  readonly preprocessing: Preprocessing;
  readonly channelOrder: ChannelOrder;
  readonly slot: 'a' | 'b';
  readonly match: VectorMatch;
}

export interface Way {
  readonly preprocessing: Preprocessing;
  readonly channelOrder: ChannelOrder;
}

/** Every way that is tried: all scales known, and the one chosen, in both orders of the channels. */
export function ways(chosen: Preprocessing): readonly Way[] {
  const known: Preprocessing[] = Object.values(PREPROCESSINGS).filter(({ id }) => id !== 'in-graph');
  const scales = chosen.id === 'custom' ? [chosen, ...known] : known;
  return scales.flatMap((preprocessing) =>
    (['RGB', 'BGR'] as const).map((channelOrder) => ({ preprocessing, channelOrder })),
  );
}

/** What came of it, in words; the nearest first among those tried. */
export function verdictWords(tried: readonly Tried[]): string {
  const best = nearest(tried);
  if (!best) return 'Nothing was tried.';
  const { preprocessing, channelOrder, slot, match } = best;
  const way = `${PREPROCESSING_LABELS[preprocessing.id]}, ${channelOrder}, image ${slot.toUpperCase()}`;
  if (match.relative < MATCH)
    return `It matches: ${way}, with a relative error of ${match.relative.toExponential(1)}.`;
  if (match.direction < MATCH)
    return `It matches in direction: ${way}, with an error of ${match.direction.toExponential(1)} after both are scaled to length 1. One of the two is normalised and the other is not.`;
  return `None does: the nearest is ${way}, with a relative error of ${match.relative.toFixed(2)}. The picture may have been resized in another way, or the vector is of another value than the embedding chosen.`;
}

export const nearest = (tried: readonly Tried[]): Tried | null =>
  tried.reduce<Tried | null>((best, one) => (!best || error(one) < error(best) ? one : best), null);

const error = ({ match }: Tried) => Math.min(match.relative, match.direction + 1e-9);

/** Both pictures through a network that was opened one way. */
export async function tryWay(
  session: EngineSession,
  images: Parameters<EngineSession['vectors']>[0],
  layer: string,
  way: Way,
  reference: Float32Array,
): Promise<Tried[]> {
  const { vectors } = await session.vectors(images, layer);
  return vectors.map(({ embedding }, i) => ({
    ...way,
    slot: i === 0 ? 'a' : 'b',
    match: matchVector(embedding, reference),
  }));
}
