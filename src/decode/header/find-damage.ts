import type { Damage } from './format.ts';
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
