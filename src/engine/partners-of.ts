import { meanVectors } from '../core/methods/mean-vectors.ts';
import type { VectorsPartner } from '../core/methods/objectives-of.ts';
import type { Vectors } from '../core/methods/side.ts';
import type { Direction } from './api.ts';

/** The partners of a direction as vectors. @param found those of the images that came along, by key. */
export function partnersOf(
  { against }: Direction,
  found: ReadonlyMap<string, Vectors>,
): readonly VectorsPartner[] {
  return against.map((partner) => {
    const { weight } = partner;
    if ('vectors' in partner) return { vectors: partner.vectors, weight };
    if ('image' in partner) return { vectors: found.get(partner.image)!, weight };
    return { vectors: meanVectors(partner.meanOf.map((key) => found.get(key)!)), weight };
  });
}
