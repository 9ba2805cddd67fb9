import type { Carried } from '../../core/classifier/class-methods.ts';
import type { Side } from '../../core/methods/side.ts';
import type { CarriedReply } from '../api.ts';

/** The channel weights that something said of the embedding comes down to at a layer, and the map they make. */
export async function carry(side: Side, ofEmbedding: Float32Array, how: Carried): Promise<CarriedReply> {
  const weights =
    how === 'relevance'
      ? await side.relevance(ofEmbedding)
      : await side.propagate('final', ofEmbedding, 'channel-gradient');
  const [h, w] = side.shape;
  return { weights, map: await side.weighted(weights), shape: [h, w] };
}
