import { type Random, random } from '../../core/random.ts';
import type { Network } from './network.ts';

/** More than any model has weights, so that neighbouring seeds share no stream. */
const STREAMS = 65_537;

/**
 * A copy of the network in which the last `blocks` blocks have forgotten what they learnt (Adebayo et al. 2018,
 * cascading randomisation): every weight tensor there, kernels and biases with the folded batch norm alike, has
 * its own values in shuffled order. So each keeps its mean, its spread and its extremes, and activations stay in
 * the range that the network works in; only the arrangement, which training made, is gone. Single numbers (the 3
 * and the 1/6 of hard-swish) are no weights and stay.
 *
 * A weight is shuffled the same way for every `blocks`, so that stages add up to a cascade.
 *
 * @param blocks 1 (the last block) … the number of layers (the whole network); 0 copies.
 * @throws RangeError for a number of blocks that the network does not have.
 */
export async function randomizedNetwork(network: Network, blocks: number, seed: number): Promise<Network> {
  const { layers } = network;
  if (!Number.isInteger(blocks) || blocks < 0 || blocks > layers.length) {
    throw new RangeError(`The network has ${layers.length} blocks, not ${blocks}.`);
  }
  // Whatever the blocks that remember do not need: also what stands in branches beside them.
  const remembered = layers.slice(0, layers.length - blocks).map(({ node }) => node);
  const forgotten = network.weightsBeyond(blocks === 0 ? [network.embeddingNode] : remembered);
  let index = 0;
  return network.copy((name, values) => {
    index += 1;
    if (forgotten.has(name)) shuffle(values, random(seed * STREAMS + index));
  });
}

/** Fisher–Yates, in place. */
function shuffle(values: Float32Array, stream: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = stream.below(last + 1);
    const value = values[last]!;
    values[last] = values[other]!;
    values[other] = value;
  }
}
