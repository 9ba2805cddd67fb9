import { plainName } from '../../core/plain-name.ts';
import { pictureId } from '../picture-id.ts';
import { fairShare } from './fair-share.ts';
import type { SetPicture } from './picture-set.ts';

/** A file and where it lay below what was dropped or chosen, e.g. `birds/robin/1.jpg`. */
export interface FoundFile {
  readonly path: string;
  readonly file: File;
}

const PICTURE = /\.(jpe?g|jfif|png|webp|gif|bmp|avif|tiff?|heic|heif)$/i;

const LIST = /\.(csv|tsv|txt)$/i;

/**
 * What systems and programs leave beside people's files: resource forks of macOS (`._1.jpg`), thumbnails (of Windows, and
 * the `@eaDir` of network drives), folder settings, where a file was downloaded from, folders of what was deleted.
 */
const LEFT_BY_SYSTEM =
  /(^|\/)(\._[^/]*|\.(DS_Store|directory|nomedia|picasa\.ini)|(eh)?thumbs(_[^/]*)?\.db|desktop\.ini|Icon\r|[^/]*:(Zone\.Identifier|com\.[^/]*)|(__MACOSX|@eaDir|\$RECYCLE\.BIN|System Volume Information|lost\+found)(\/.*)?)$/i;

/** Whether nobody put it there on purpose, so that nobody needs to hear of it. */
export function isLeftBySystem({ path }: Pick<FoundFile, 'path'>): boolean {
  return LEFT_BY_SYSTEM.test(path) || isHidden(path);
}

/**
 * Below what was dropped, a folder or file that its system hides: `.AppleDouble/1.jpg`, `.ipynb_checkpoints/1.png`. What
 * was dropped or chosen itself was meant, whatever its name.
 */
function isHidden(path: string): boolean {
  const [, ...below] = path.split('/').filter((part) => !/^\.*$/.test(part));
  return below.some((part) => /^\.[^.]/.test(part));
}

/** Whether a file is meant as a picture, by its type or, where the system gives none, by its name. */
export function isPicture({ path, file }: FoundFile): boolean {
  return !isLeftBySystem({ path }) && (file.type.startsWith('image/') || PICTURE.test(path));
}

/** Whether a file is meant as a list of names. */
export function isList({ path }: FoundFile): boolean {
  return !isLeftBySystem({ path }) && LIST.test(path);
}

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
  const take = (called: string, file: File, id: string | null) => {
    const path = plainName(called);
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
