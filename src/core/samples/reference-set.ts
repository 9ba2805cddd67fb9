import { foldText } from '../fold-text.ts';
import type { Sample } from './sample.ts';
import hashes from './sample-hashes.json' with { type: 'json' };
import { SAMPLES } from './samples.ts';

/** SHA-256 of every sample's file as prepared, by id, hexadecimal. */
const FILES: Readonly<Record<string, string>> = hashes;

/** Names the whole set in links and manifests: another release may ship other photographs. */
export const REFERENCE_SET = foldText(Object.values(FILES).join()).toString(16).padStart(8, '0');

/** Whether a content hash (any beginning of it, at least 128 bits) is that of a sample's file. */
export function sampleOfFile(sha256: string): Sample | null {
  return SAMPLES.find(({ id }) => sha256.length >= 32 && FILES[id]?.startsWith(sha256)) ?? null;
}
