import { plainName } from '../../core/plain-name.ts';
import { pictureId } from '../picture-id.ts';
import { fairShare } from './fair-share.ts';
import { type FoundFile, isLeftBySystem, isList, isPicture } from './found-file.ts';
import type { SetPicture } from './picture-set.ts';

/** What found files are meant as, thousands of them a few milliseconds at a time; what systems leave is not counted. */
export async function sortFound(found: readonly FoundFile[]): Promise<{
  readonly pictures: readonly FoundFile[];
  readonly lists: readonly FoundFile[];
  readonly others: number;
}> {
  const pictures: FoundFile[] = [];
  const lists: FoundFile[] = [];
  let others = 0;
  const pause = fairShare();
  for (const one of found) {
    await pause();
    if (isPicture(one)) pictures.push(one);
    else if (isList(one)) lists.push(one);
    else if (!isLeftBySystem(one)) others += 1;
  }
  return { pictures, lists, others };
}

/** Files that are read at once: as many as hide how long one takes, of as few bytes as any tab can spare. */
const AT_ONCE = { files: 16, bytes: 2 ** 25 };

/**
 * Pictures of a set from files. Each file is read once for its hash, few at a time, and let go: only the browser's
 * handle is kept. Two files of one content stay two pictures, each with its name and folder, and share their id.
 *
 * @param report files read so far.
 */
export async function setFromFiles(
  found: readonly FoundFile[],
  report: (done: number) => void,
): Promise<{ readonly pictures: readonly SetPicture[]; readonly problems: readonly string[] }> {
  const pictures: SetPicture[] = [];
  const byId = new Map<string, string>();
  const problems: string[] = [];
  let done = 0;
  const shared = sharedFolders(found).length;
  const take = (called: string, file: File, id: string | null) => {
    const path = plainName(called.slice(shared));
    if (id === null) {
      problems.push(`“${path}” could not be read.`);
      return;
    }
    const cut = path.lastIndexOf('/');
    const same = byId.get(id);
    if (same !== undefined) problems.push(`“${path}” has the same content as “${same}”; both are kept.`);
    else byId.set(id, path);
    pictures.push({
      id,
      name: path.slice(cut + 1),
      folder: path.slice(0, Math.max(cut, 0)),
      subject: id,
      blob: () => Promise.resolve(file),
    });
  };
  for (const group of groupsOf([...found].sort((a, b) => compare(a.path, b.path)))) {
    const read = group.map(async ({ file }) => {
      const id = await pictureId(file).catch(() => null);
      report(++done);
      return id;
    });
    for (const [i, id] of (await Promise.all(read)).entries()) take(group[i]!.path, group[i]!.file, id);
  }
  return { pictures, problems };
}

/**
 * The folders that all files lie in and that say nothing of any: those above the folder that each lies in. Whoever
 * chooses `birds`, with `birds/robin/1.jpg` and `birds/wren/2.jpg` in it, has the classes `robin` and `wren`.
 */
export function sharedFolders(found: readonly Pick<FoundFile, 'path'>[]): string {
  let shared = '';
  for (;;) {
    const cut = found[0]?.path.indexOf('/', shared.length) ?? -1;
    if (cut < 0) return shared;
    const next = found[0]!.path.slice(0, cut + 1);
    if (!found.every(({ path }) => path.startsWith(next) && path.includes('/', next.length))) return shared;
    shared = next;
  }
}

/** One after the other, as many as are read at once. */
function* groupsOf(files: readonly FoundFile[]): Generator<readonly FoundFile[]> {
  let group: FoundFile[] = [];
  let bytes = 0;
  for (const one of files) {
    const full = group.length === AT_ONCE.files || bytes + one.file.size > AT_ONCE.bytes;
    if (full && group.length > 0) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(one);
    bytes += one.file.size;
  }
  if (group.length > 0) yield group;
}

/** By code unit, not by the system's language: the same order, and the same A and B, everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
