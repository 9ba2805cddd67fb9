import type { NamedPair } from './parse-pair-list.ts';
import { picturePath, type SetPair, type SetPicture } from './picture-set.ts';

/**
 * Finds the pictures that a list names: by path below the dropped folder, else by file name where only one
 * picture has it, else by the end of the path, so that lists with longer paths work as well.
 */
export function matchPairs(
  named: readonly NamedPair[],
  pictures: readonly SetPicture[],
): { readonly pairs: readonly SetPair[]; readonly problems: readonly string[] } {
  const byPath = new Map(pictures.map((picture) => [picturePath(picture), picture]));
  const byName = new Map<string, SetPicture | null>();
  for (const picture of pictures) byName.set(picture.name, byName.has(picture.name) ? null : picture);
  const problems: string[] = [];
  const find = (text: string, line: number): SetPicture | null => {
    const path = text.replaceAll('\\', '/').replace(/^(\.?\/)+/, '');
    const exact = byPath.get(path);
    if (exact) return exact;
    const ending = pictures.filter((p) => {
      const own = picturePath(p);
      return own.endsWith(`/${path}`) || path.endsWith(`/${own}`);
    });
    if (ending.length === 1) return ending[0]!;
    const same = byName.get(path.slice(path.lastIndexOf('/') + 1));
    if (same) return same;
    problems.push(
      same === null
        ? `Line ${line}: several pictures are called “${text}”; write the folder too.`
        : `Line ${line}: there is no picture “${text}”.`,
    );
    return null;
  };
  const pairs = named.flatMap(({ line, a, b }): SetPair[] => {
    const first = find(a, line);
    const second = find(b, line);
    return first && second ? [{ a: first, b: second }] : [];
  });
  return { pairs, problems };
}
