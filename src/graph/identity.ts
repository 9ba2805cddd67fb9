import { sha256 as digestOf } from '@noble/hashes/sha2';
import type { ChannelOrder, Preprocessing } from './card.ts';
import type { NetworkFile } from './files.ts';

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const sha256Of = (file: NetworkFile): string => file.sha256 ?? hex(digestOf(file.bytes));

/**
 * What tells a network from every other: digests of all its files, because retrained weights may leave the .onnx
 * itself as it was, and what is done to pixels before and read as the embedding behind.
 */
export function identityOf(
  files: readonly NetworkFile[],
  choices: {
    readonly height: number;
    readonly width: number;
    readonly preprocessing: Preprocessing;
    readonly channelOrder: ChannelOrder;
    readonly embedding: string;
  },
): string {
  const digests = files.map((file) => sha256Of(file)).sort();
  const { preprocessing, channelOrder, embedding, height, width } = choices;
  const text = JSON.stringify([
    digests,
    preprocessing.mean,
    preprocessing.std,
    channelOrder,
    embedding,
    height,
    width,
  ]);
  return hex(digestOf(text));
}
