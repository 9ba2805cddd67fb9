import { foldText } from '../../core/fold-text.ts';
import { random } from '../../core/random.ts';
import { REFERENCE_SET, sampleOfFile } from '../../core/samples/reference-set.ts';
import { SAMPLES } from '../../core/samples/samples.ts';
import { wholeId } from '../crop-box.ts';
import { fetchSample } from '../fetch-sample.ts';

/** Somebody of a group that images are explained against: a picture, or a vector that came without one. */
export interface GroupMember {
  /** Of the content, as in {@link Picture}. */
  readonly id: string;
  readonly name: string;
  /** What it is a picture of: members of one subject (frames of one sheet) count once together. */
  readonly subject: string;
  /** An embedding made elsewhere, `[E]`; such a member has no picture. */
  readonly vector?: Float32Array;
  /** @param base absolute URL of the folder of `index.html`. @throws AppError where there is no picture. */
  blob(base: string): Promise<Blob>;
}

/** Several images that take part together: other images to be unlike, or examples of a class. */
export interface ImageGroup {
  /** Of the members' contents, 8 hexadecimal digits; names the group in links and manifests. */
  readonly hash: string;
  /** In the middle of a sentence, e.g. `the photographs that ship with this page` or `“robin”`. */
  readonly name: string;
  readonly members: readonly GroupMember[];
  /** How many there were to draw from, where this is a seeded draw. */
  readonly drawnFrom?: number;
}

/** Members at most: the Euclidean metric needs the whole list in every evaluation (docs/spec.md). */
export const MOST_MEMBERS = 256;

/** A picture that ships, as a member. */
const shipped = SAMPLES.map(
  (sample): GroupMember => ({
    id: `sample:${sample.id}`,
    name: sample.title,
    subject: sample.subject,
    blob: (base) => fetchSample(sample, base),
  }),
);

/** A group of at most {@link MOST_MEMBERS} of these, drawn with a fixed seed where there are more. */
export function imageGroup(name: string, members: readonly GroupMember[]): ImageGroup {
  const hash = foldText(members.map(({ id }) => id).join())
    .toString(16)
    .padStart(8, '0');
  if (members.length <= MOST_MEMBERS) return { hash, name, members };
  const drawn = random(1)
    .shuffle([...members])
    .slice(0, MOST_MEMBERS);
  return { hash, name, members: drawn, drawnFrom: members.length };
}

/** What ships: other images than the two on the page. */
export const SHIPPED: ImageGroup = {
  hash: REFERENCE_SET,
  name: 'the photographs that ship with this page',
  members: shipped,
};

const isCat = ({ id }: GroupMember) => id.startsWith('sample:cat-');
/** What stands for a class until somebody names one. */
export const SHIPPED_CLASS = imageGroup('“House cat”', shipped.filter(isCat));
export const SHIPPED_COUNTERS = imageGroup(
  'the other photographs that ship',
  shipped.filter((member) => !isCat(member)),
);

/** At run time, as the registry of networks: settings and links name a group by its hash. */
const GROUPS = new Map([SHIPPED, SHIPPED_CLASS, SHIPPED_COUNTERS].map((group) => [group.hash, group]));

export function registerGroup(group: ImageGroup): void {
  GROUPS.set(group.hash, group);
}

/** null: not a group of this page; its images were somebody's own. */
export function groupOf(hash: string): ImageGroup | null {
  return GROUPS.get(hash) ?? null;
}

/** All that images can be explained against or by, in the order they came. */
export function allGroups(): readonly ImageGroup[] {
  return [...GROUPS.values()];
}

/** A file with a sample's bytes is that sample, wherever it came from, and so is a part of it. */
export function shippedAs(picture: string): GroupMember | null {
  const id = wholeId(picture);
  const known = sampleOfFile(id)?.id;
  return shipped.find((member) => member.id === id || member.id === `sample:${known}`) ?? null;
}

/**
 * The members that are none of these pictures, nor of their source, each with its share of 1: those of one subject
 * share what one alone would have. A vector without a picture is known by its file's name only.
 */
export function membersBeside(
  { members }: Pick<ImageGroup, 'members'>,
  pictures: readonly { readonly id: string; readonly name: string }[],
): readonly { readonly member: GroupMember; readonly share: number }[] {
  const same = pictures.map(({ id, name }) => {
    const as = shippedAs(id);
    return { id: as?.id ?? wholeId(id), name, subject: as?.subject ?? wholeId(id) };
  });
  const left = members.filter((member) => {
    const as = shippedAs(member.id) ?? member;
    return !same.some(
      ({ id, name, subject }) =>
        as.id === id || as.subject === subject || (member.vector && fileName(member.name) === name),
    );
  });
  const counts = new Map<string, number>();
  for (const { subject } of left) counts.set(subject, (counts.get(subject) ?? 0) + 1);
  return left.map((member) => ({ member, share: 1 / (counts.size * counts.get(member.subject)!) }));
}

const fileName = (path: string) => path.slice(path.lastIndexOf('/') + 1);
