import { foldText } from '../fold-text.ts';
import type { Sample } from './sample.ts';
import hashes from './sample-hashes.json' with { type: 'json' };
import { SAMPLES } from './samples.ts';

/** A bundled photograph that others are held against, and how much of the whole set it counts. */
export interface Reference {
  readonly sample: Sample;
  /** Of all shares, which add up to 1: frames of one cat count once together. */
  readonly share: number;
}

/** SHA-256 of every sample's file as prepared, by id, hexadecimal. */
const FILES: Readonly<Record<string, string>> = hashes;

/** Names the whole set in links and manifests: another release may ship other photographs. */
export const REFERENCE_SET = foldText(Object.values(FILES).join()).toString(16).padStart(8, '0');

/** Whether a content hash (any beginning of it, at least 128 bits) is that of a sample's file. */
export function sampleOfFile(sha256: string): Sample | null {
  return SAMPLES.find(({ id }) => sha256.length >= 32 && FILES[id]?.startsWith(sha256)) ?? null;
}

/**
 * The references for a comparison of these samples: neither they nor anything else from the same source, such as other
 * frames of the same cat.
 * @param shown sample ids.
 */
export function referencesBeside(shown: readonly string[]): readonly Reference[] {
  const sources = new Set(SAMPLES.filter(({ id }) => shown.includes(id)).map(({ source }) => source));
  const left = SAMPLES.filter(({ source }) => !sources.has(source));
  const count = new Set(left.map(({ source }) => source)).size;
  return left.map((sample) => ({
    sample,
    share: 1 / (count * left.filter(({ source }) => source === sample.source).length),
  }));
}
