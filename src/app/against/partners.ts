import { type Reference, referencesBeside, sampleOfFile } from '../../core/samples/reference-set.ts';
import type { Picture } from '../state.ts';
import type { AgainstId, Company } from './against.ts';

/** Somebody an image is explained against. */
export interface Partner {
  /** Of the content: equal ids, equal pixels. */
  readonly id: string;
  readonly name: string;
  readonly weight: number;
}

/** Ids of pictures that ship begin with this. */
const SAMPLE = 'sample:';

/** Bytes of a flat grey image, by id. */
export const BLANK = { id: 'blank', name: 'blank image (bytes 128)' } as const;

/** One map to be made: whose, and against whom. */
export interface Question {
  readonly of: Picture;
  readonly against: readonly Partner[];
}

/**
 * The maps that belong together under a choice: A's and B's, each against the other and whomever else was chosen; with a
 * third image also C's, which has nothing but A to be unlike.
 *
 * A: `S(a, b) − rivals`, B: `S(b, a) − rivals`; with a third image A: `S(a, b) − S(a, c)`, B: `S(b, a)`, C: `−S(c, a)`.
 */
export function questionsOf(against: AgainstId, { pictures: { a, b }, third }: Company): readonly Question[] {
  const [fromA, fromB] = [partner(a, 1), partner(b, 1)];
  if (against === 'image' && third)
    return [
      { of: a, against: [fromB, partner(third, -1)] },
      { of: b, against: [fromA] },
      { of: third, against: [partner(a, -1)] },
    ];
  const rivals =
    against === 'references'
      ? referencesOf([a, b]).map(({ sample, share }) => ({
          id: `${SAMPLE}${sample.id}`,
          name: sample.title,
          weight: -share,
        }))
      : against === 'blank'
        ? [{ ...BLANK, weight: -1 }]
        : [];
  return [
    { of: a, against: [fromB, ...rivals] },
    { of: b, against: [fromA, ...rivals] },
  ];
}

/** The bundled photographs that are none of these, nor of the same source; a file with a sample's bytes counts as it. */
export function referencesOf(pictures: readonly Pick<Picture, 'id'>[]): readonly Reference[] {
  return referencesBeside(
    pictures.flatMap(({ id }) => {
      const sample = id.startsWith(SAMPLE) ? id.slice(SAMPLE.length) : sampleOfFile(id)?.id;
      return sample === undefined ? [] : [sample];
    }),
  );
}

const partner = ({ id, name }: Picture, weight: number): Partner => ({ id, name, weight });
