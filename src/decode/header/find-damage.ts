import type { Damage, Mended } from './format.ts';
import { FORMATS } from './formats.ts';

/**
 * Is the picture in this file incomplete or corrupt, as far as its structure tells? Never throws.
 *
 * A null is no promise: compressed data can be wrong inside a sound structure, which only decoding shows.
 *
 * @param bytes The whole file.
 */
export function findDamage(bytes: Uint8Array): Damage | null {
  return FORMATS.find((candidate) => candidate.matches(bytes))?.damage?.(bytes) ?? null;
}

/** Is the file whole by its structure, but some of its pixels are not in it? That takes as long as decoding them. */
export function lacksData(bytes: Uint8Array): boolean {
  return FORMATS.find((candidate) => candidate.matches(bytes))?.lacksData?.(bytes) ?? false;
}

/** A truncated file that lacks its end but, as far as can be told, no pixel: as it should be. Else null. */
export function mend(bytes: Uint8Array<ArrayBuffer>): Mended | null {
  return FORMATS.find((candidate) => candidate.matches(bytes))?.mend?.(bytes) ?? null;
}
