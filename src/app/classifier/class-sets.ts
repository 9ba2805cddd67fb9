import { classOf, type SetPicture } from '../collection/picture-set.ts';

/** Pictures that make up a class, by their index in the gallery. */
export interface ClassSet {
  readonly name: string;
  readonly indices: readonly number[];
}

/** A class that somebody picked, by the ids of its pictures. */
export interface PickedClass {
  readonly name: string;
  readonly ids: ReadonlySet<string>;
}

/** The gallery's own classes, as far as their pictures have vectors, in the order of their names; pictures of none are left out. */
export function gallerySets(pictures: readonly SetPicture[], rows: readonly number[]): readonly ClassSet[] {
  const sets = new Map<string, number[]>();
  for (const index of rows) {
    const name = classOf(pictures[index]!);
    if (name === '') continue;
    const known = sets.get(name);
    if (known) known.push(index);
    else sets.set(name, [index]);
  }
  return [...sets].map(([name, indices]) => ({ name, indices })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What was picked by hand, as far as it is still in the gallery; a picture of two classes counts for the first alone. */
export function pickedSets(
  pictures: readonly SetPicture[],
  rows: readonly number[],
  picked: readonly PickedClass[],
): readonly ClassSet[] {
  const taken = new Set<number>();
  return picked.flatMap(({ name, ids }) => {
    const indices = rows.filter((index) => ids.has(pictures[index]!.id) && !taken.has(index));
    for (const index of indices) taken.add(index);
    return indices.length > 0 ? [{ name, indices }] : [];
  });
}
