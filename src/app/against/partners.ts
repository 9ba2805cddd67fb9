import { foldText } from '../../core/fold-text.ts';
import { wholeId } from '../crop-box.ts';
import type { Picture, Settings } from '../state.ts';
import type { Company } from './against.ts';
import { type GroupMember, groupOf, membersBeside, SHIPPED, shippedAs } from './image-group.ts';

/** Somebody an image is explained against. */
export interface Partner {
  /** Of the content: equal ids, equal pixels. */
  readonly id: string;
  readonly name: string;
  readonly weight: number;
  /** Of a partner that is the mean of several images' vectors: whose. */
  readonly members?: readonly GroupMember[];
}

/** Bytes of a flat grey image, by id. */
export const BLANK = { id: 'blank', name: 'blank image (bytes 128)' } as const;

/** One map to be made: whose, and against whom. */
export interface Question {
  readonly of: Picture;
  readonly against: readonly Partner[];
}

/** Which groups take part; the others of the three are nothing to the numbers. */
type Chosen = Pick<Settings, 'against' | 'references' | 'examples' | 'counters'>;

/**
 * The maps that belong together under a choice: A's and B's, each against the other and whomever else was chosen; with a
 * third image also C's, which has nothing but A to be unlike.
 *
 * A: `S(a, b) − rivals`, B: `S(b, a) − rivals`; with a third image A: `S(a, b) − S(a, c)`, B: `S(b, a)`, C: `−S(c, a)`;
 * with a class each image x: `S(x, mean of examples) − S(x, mean of counter-examples)`, x itself left out of the means.
 */
export function questionsOf(settings: Chosen, company: Company): readonly Question[] {
  const { against } = settings;
  const [a, b, third] = [company.images[0]!, company.images[1]!, company.images[2]];
  const [fromA, fromB] = [partner(a, 1), partner(b, 1)];
  if (against === 'image' && third)
    return [
      { of: a, against: [fromB, partner(third, -1)] },
      { of: b, against: [fromA] },
      { of: third, against: [partner(a, -1)] },
    ];
  if (against === 'class') return [a, b].map((of) => ({ of, against: classPartners(settings, of, [a, b]) }));
  const rivals: readonly Partner[] =
    against === 'references'
      ? membersBeside(groupOf(settings.references) ?? SHIPPED, [a, b]).map(({ member, share }) => ({
          id: member.id,
          name: member.name,
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

/** Members of the chosen groups, by id, for whoever needs their vectors or pixels. */
export function membersOf(settings: Chosen): ReadonlyMap<string, GroupMember> {
  const hashes =
    settings.against === 'references'
      ? [settings.references]
      : settings.against === 'class'
        ? [settings.examples, settings.counters]
        : [];
  return new Map(hashes.flatMap((hash) => groupOf(hash)?.members ?? []).map((one) => [one.id, one]));
}

/** The mean of the examples and of what they are held against; an image is no example of what it is itself. */
function classPartners(settings: Chosen, of: Picture, shown: readonly Picture[]): readonly Partner[] {
  const examples = groupOf(settings.examples);
  const counters = groupOf(settings.counters);
  const own = shippedAs(of.id)?.id ?? wholeId(of.id);
  const others = examples?.members.filter(({ id }) => (shippedAs(id)?.id ?? id) !== own) ?? [];
  // A class of this one image alone: then it is all there is to go by.
  const fore = others.length > 0 ? others : (examples?.members ?? []);
  const against = counters ? membersBeside(counters, shown).map(({ member }) => member) : [];
  return [
    ...(examples && fore.length > 0 ? [mean(examples.name, fore, 1)] : []),
    ...(counters && against.length > 0 ? [mean(counters.name, against, -1)] : []),
  ];
}

function mean(name: string, members: readonly GroupMember[], weight: number): Partner {
  return {
    id: `mean:${foldText(members.map(({ id }) => id).join()).toString(16)}:${members.length}`,
    name: `mean of ${members.length} ${members.length === 1 ? 'image' : 'images'} of ${name}`,
    weight,
    members,
  };
}

const partner = ({ id, name }: Picture, weight: number): Partner => ({ id, name, weight });
